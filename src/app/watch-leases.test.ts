import { expect, test } from "vitest";
import type { Lease } from "../store/background-runs.ts";
import { LEASE_MS } from "./keep-run-alive.ts";
import { LOOKS_UNCHANGED, watchLeases } from "./watch-leases.ts";

const HOUR = 3_600_000;
const NOW = 10 * HOUR;

test("a lease that ran out is given up when as many looks as are needed found it unchanged", () => {
  const watch = watchLeases();
  const dead = lease(NOW - 1);

  const looks = Array.from({ length: LOOKS_UNCHANGED }, () => watch.look([dead], NOW));

  expect(looks).toEqual([...Array.from({ length: LOOKS_UNCHANGED - 1 }, () => []), [dead]]);
});

test("a lease is watched before it runs out, so that nothing is lost by watching", () => {
  const watch = watchLeases();
  const dead = lease(NOW + 1);
  for (let looks = 1; looks < LOOKS_UNCHANGED; looks++) watch.look([dead], NOW);

  expect(watch.look([dead], NOW)).toEqual([]);
  expect(watch.look([dead], NOW + 2)).toEqual([dead]);
});

test.each([
  ["forward", 5 * HOUR],
  ["back", -5 * HOUR],
])("whoever renews a lease keeps it when the clock that is looked at is set %s by hours", (_, setMs) => {
  const watch = watchLeases();

  const looks = [0, 5_000, 10_000, 15_000, 20_000].map((at) =>
    watch.look([lease(NOW + at + LEASE_MS)], NOW + at + setMs),
  );

  expect(looks.flat()).toEqual([]);
});

test.each([
  ["forward", 5 * HOUR],
  ["back", -5 * HOUR],
])("a dead one's lease is given up all the same when the clock was set %s by hours", (_, setMs) => {
  const watch = watchLeases();
  const dead = lease(NOW + LEASE_MS);
  for (let looks = 1; looks < LOOKS_UNCHANGED; looks++) watch.look([dead], NOW);

  expect(watch.look([dead], NOW + setMs)).toEqual([dead]);
});

test("a run that was taken up again is watched anew", () => {
  const watch = watchLeases();
  for (let looks = 1; looks < LOOKS_UNCHANGED; looks++) watch.look([lease(NOW - 1)], NOW);

  expect(watch.look([{ ...lease(NOW - 1), attempts: 2 }], NOW)).toEqual([]);
});

function lease(leaseUntil: number): Lease {
  return { id: "run", attempts: 1, leaseUntil };
}
