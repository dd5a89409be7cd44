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
    const turn = await pace.takeTurn();
    return turn === "too-late" ? turn : clock.now() - START_AT;
  });
  return Promise.all(turns);
}

describe("smarthr-api 5: 10 requests a second", () => {
  test("requests go one by one, 101 ms apart, from the first on", async () => {
    const { clock, pace } = aPace();

    const times = await sendTimes(clock, pace, 5);

    expect(times).toEqual([0, 101, 202, 303, 404]);
  });

  test("an idle time is not made up for by a burst", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 2);
    await clock.sleep(10_000);

    const times = await sendTimes(clock, pace, 3);

    expect(times).toEqual([10_101, 10_202, 10_303]);
  });

  test("a timer that is a little late every time does not slow the whole reading down", async () => {
    const { clock, pace } = aPace({ lateByMs: 4 });

    const times = await sendTimes(clock, pace, 101);

    expect(times.at(-1)).toBe(100 * 101 + 4);
  });

  test.each([0, 4, 9, 15, 60])("no second holds more than ten, with timers late by %i ms", async (lateByMs) => {
    const { clock, pace } = aPace({ lateByMs });

    const times = (await sendTimes(clock, pace, 60)) as number[];

    const tightest = Math.min(...times.slice(10).map((time, index) => time - (times[index] ?? 0)));
    expect(tightest).toBeGreaterThan(1000);
  });

  test("without limits nobody waits", async () => {
    const { clock, pace } = aPace({ requestsPerSecond: "unlimited" });

    const times = await sendTimes(clock, pace, 50);

    expect(new Set(times)).toEqual(new Set([0]));
  });
});

describe("what answers tell of the limits is obeyed before a limit is hit", () => {
  const turn = (number: number, requestsInLastSecond = 1) => ({ number, requestsInLastSecond });

  test("when the hour is used up, the next request goes after its reset, in seconds", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 1);
    pace.heed(turn(1), [{ limit: 5000, remaining: 0, resetSeconds: 1800 }]);

    const times = await sendTimes(clock, pace, 2);

    expect(times).toEqual([1_800_000, 1_800_101]);
  });

  test("requests that are already under way count against what remains", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 3);
    pace.heed(turn(1), [{ limit: 5000, remaining: 3, resetSeconds: 60 }]);

    const times = await sendTimes(clock, pace, 2);

    expect(times).toEqual([303, 60_202]);
  });

  test("of answers that overtook each other the newest counts", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 2);
    pace.heed(turn(2), [{ limit: 5000, remaining: 4000, resetSeconds: 60 }]);
    pace.heed(turn(1), [{ limit: 5000, remaining: 0, resetSeconds: 60 }]);

    const times = await sendTimes(clock, pace, 1);

    expect(times).toEqual([202]);
  });

  test("a second used up by ourselves alone is kept by the spacing, without a pause", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 10);
    pace.heed(turn(10, 10), [{ limit: 10, remaining: 0, resetSeconds: 1 }]);

    const times = await sendTimes(clock, pace, 1);

    expect(times).toEqual([1010]);
  });

  test("a second that others use up, too, is waited for", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 4);
    pace.heed(turn(4, 4), [{ limit: 10, remaining: 0, resetSeconds: 1 }]);

    const times = await sendTimes(clock, pace, 1);

    expect(times).toEqual([1303]);
  });

  test("a pause holds those who already wait, and they go on without a burst", async () => {
    const { clock, pace } = aPace();
    await sendTimes(clock, pace, 1);
    const waiting = sendTimes(clock, pace, 2);
    pace.pauseFor(5000);

    const times = await waiting;

    expect(times).toEqual([5000, 5101]);
  });

  test("what would come after the last moment is too late at once", async () => {
    const { clock, pace } = aPace({ giveUpAt: START_AT + 60_000 });
    pace.pauseFor(3_000_000);

    const times = await sendTimes(clock, pace, 1);

    expect({ times, now: clock.now() }).toEqual({ times: ["too-late"], now: START_AT });
  });
});
