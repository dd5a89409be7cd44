import { describe, expect, test } from "vitest";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { createPace, type Pace } from "./pace.ts";

const START_AT = 1_000_000;

function aPace(special: { requestsPerSecond?: number | "unlimited"; giveUpAt?: number; lateByMs?: number } = {}) {
  const clock = createVirtualClock({ startAt: START_AT });
  const pace = createPace({
    clock,
    sleep: (milliseconds) => clock.sleep(milliseconds + (special.lateByMs ?? 0)),
    requestsPerSecond: special.requestsPerSecond ?? 10,
    giveUpAt: special.giveUpAt ?? Number.POSITIVE_INFINITY,
  });
  return { clock, pace };
}

async function sendTimes(clock: { now(): number }, pace: Pace, count: number): Promise<(number | "too-late")[]> {
  const turns = Array.from({ length: count }, async () => {
    const turn = await pace.takeTurn("token");
    return turn === "too-late" ? turn : clock.now() - START_AT;
  });
  return Promise.all(turns);
}

describe("smarthr-api 5: 10 requests a second", () => {
  test("requests go one by one, 102 ms apart", async () => {
    const { clock, pace } = aPace();

    const times = await sendTimes(clock, pace, 5);

    expect(times).toEqual([0, 102, 204, 306, 408]);
  });

  test("one that was held up on its way holds back the tenth after it, and nobody else", async () => {
    const { clock, pace } = aPace();
    const sentAt: number[] = [];
    const send = async (index: number) => {
      const turn = await pace.takeTurn("token");
      if (turn === "too-late") return;
      sentAt.push(clock.now() - START_AT);
      await clock.sleep(index === 1 ? 130 : 20);
      pace.heed(turn, []);
    };

    await Promise.all(Array.from({ length: 14 }, (_, index) => send(index)));

    // The second was under way 110 ms longer than usual: the twelfth leaves 1010 ms after it can have arrived.
    expect(sentAt.slice(9)).toEqual([918, 1020, 102 + 110 + 1010, 102 + 110 + 1010 + 102, 102 + 110 + 1010 + 204]);
  });

  test("an idle time is not made up for by a burst", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 2);
    await clock.sleep(10_000);

    const times = await sendTimes(clock, pace, 3);

    expect(times).toEqual([10_102, 10_204, 10_306]);
  });

  test("timers that are a little late every time do not slow the whole reading down", async () => {
    const [punctual, late] = [aPace(), aPace({ lateByMs: 4 })];

    const [onTime, lateTimes] = [
      await sendTimes(punctual.clock, punctual.pace, 101),
      await sendTimes(late.clock, late.pace, 101),
    ];

    expect([onTime.at(-1), lateTimes.at(-1)]).toEqual([100 * 102, 100 * 102 + 4]);
  });

  test.each([0, 4, 9, 15, 60])(
    "eleven never leave within a second and a hundredth, with timers late by %i ms",
    async (lateByMs) => {
      const { clock, pace } = aPace({ lateByMs });

      const times = (await sendTimes(clock, pace, 60)) as number[];

      const tightest = Math.min(...times.slice(10).map((time, index) => time - (times[index] ?? 0)));
      expect(tightest).toBeGreaterThanOrEqual(1010);
    },
  );

  test("without limits nobody waits", async () => {
    const { clock, pace } = aPace({ requestsPerSecond: "unlimited" });

    const times = await sendTimes(clock, pace, 50);

    expect(new Set(times)).toEqual(new Set([0]));
  });
});

describe("what answers tell of the limits is obeyed before a limit is hit", () => {
  const turn = (number: number, requestsInLastSecond = 1) => ({ number, requestsInLastSecond, shared: null });

  test("when the hour is used up, the next request goes after its reset, in seconds", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 1);
    pace.heed(turn(1), [{ limit: 5000, remaining: 0, resetSeconds: 1800 }]);

    const times = await sendTimes(clock, pace, 2);

    expect(times).toEqual([1_800_000, 1_800_102]);
  });

  test("requests that are already under way count against what remains", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 3);
    pace.heed(turn(1), [{ limit: 5000, remaining: 3, resetSeconds: 60 }]);

    const times = await sendTimes(clock, pace, 2);

    expect(times).toEqual([306, 60_204]);
  });

  test("of answers that overtook each other the newest counts", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 2);
    pace.heed(turn(2), [{ limit: 5000, remaining: 4000, resetSeconds: 60 }]);
    pace.heed(turn(1), [{ limit: 5000, remaining: 0, resetSeconds: 60 }]);

    const times = await sendTimes(clock, pace, 1);

    expect(times).toEqual([204]);
  });

  test("a second used up by ourselves alone is kept by the spacing, without a pause", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 10);
    pace.heed(turn(10, 10), [{ limit: 10, remaining: 0, resetSeconds: 1 }]);

    const times = await sendTimes(clock, pace, 1);

    expect(times).toEqual([1020]);
  });

  test("a second that others use up, too, is waited for", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 4);
    pace.heed(turn(4, 4), [{ limit: 10, remaining: 0, resetSeconds: 1 }]);

    const times = await sendTimes(clock, pace, 1);

    expect(times).toEqual([1306]);
  });

  test("a pause holds those who already wait, and they go on without a burst", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 1);
    const waiting = sendTimes(clock, pace, 2);
    pace.pauseFor("token", 5000);

    const times = await waiting;

    expect(times).toEqual([5000, 5102]);
  });

  test("what would come after the last moment is too late at once", async () => {
    const { clock, pace } = aPace({ giveUpAt: START_AT + 60_000 });
    pace.pauseFor("token", 3_000_000);

    const times = await sendTimes(clock, pace, 1);

    expect({ times, now: clock.now() }).toEqual({ times: ["too-late"], now: START_AT });
  });
});
