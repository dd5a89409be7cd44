import { expect, test } from "vitest";
import { createVirtualClock } from "./virtual-clock.ts";

test("sleepers wake at their moment and in their order, without real time going by", async () => {
  const clock = createVirtualClock({ startAt: 0 });
  const woken: [string, number][] = [];
  const sleep = (name: string, milliseconds: number) =>
    clock.sleep(milliseconds).then(() => woken.push([name, clock.now()]));

  await Promise.all([sleep("in an hour", 3_600_000), sleep("soon", 5), sleep("at once", 0)]);

  expect(woken).toEqual([
    ["at once", 0],
    ["soon", 5],
    ["in an hour", 3_600_000],
  ]);
});

test("time does not move while anybody still works", async () => {
  const clock = createVirtualClock({ startAt: 0 });
  const work = async () => {
    for (let step = 0; step < 100; step++) await new Response("step").text();
    return clock.now();
  };

  const [finishedAt] = await Promise.all([work(), clock.sleep(1000)]);

  expect(finishedAt).toBe(0);
});

test("a sleeper that falls asleep again is woken before one that sleeps longer", async () => {
  const clock = createVirtualClock({ startAt: 0 });
  const woken: string[] = [];
  const twice = async () => {
    await clock.sleep(10);
    woken.push("once");
    await clock.sleep(10);
    woken.push("twice");
  };

  await Promise.all([twice(), clock.sleep(25).then(() => woken.push("the long one"))]);

  expect(woken).toEqual(["once", "twice", "the long one"]);
});

test("a clock that does not move by itself moves when told", async () => {
  const clock = createVirtualClock({ startAt: 0, movesByItself: false });
  const woken: number[] = [];
  void clock.sleep(10).then(() => woken.push(clock.now()));
  void clock.sleep(30).then(() => woken.push(clock.now()));

  await clock.advance(20);

  expect({ woken, now: clock.now(), asleep: clock.sleeperCount() }).toEqual({ woken: [10], now: 20, asleep: 1 });
});
