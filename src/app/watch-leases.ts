import type { Instant } from "../core/calendar.ts";
import type { Lease } from "../store/background-runs.ts";
import { LEASE_MS } from "./keep-run-alive.ts";

/** What one process has seen of others' leases, look by look. */
export interface LeaseWatch {
  /** Those of the leases that nobody keeps any more. */
  look(leases: readonly Lease[], now: Instant): readonly Lease[];
}

/** How many looks in a row have to find a lease unchanged. Whoever lives renews it between the first and the last of them. */
export const LOOKS_UNCHANGED = 3;

// No lease is longer, however little the clocks of machines agree that are meant to agree.
const FARTHEST_LEASE_MS = LEASE_MS + 10_000;

/**
 * Watches leases over several looks. That one ran out is judged by the time of day, which may be set by hours, or differ between
 * machines: that alone takes no run from a process that renews its lease, nor leaves one with a process that died before the clock was
 * set back. It lives in memory, and can only make a process wait longer.
 */
export function watchLeases(): LeaseWatch {
  let looksById: ReadonlyMap<string, { readonly lease: Lease; readonly looks: number }> = new Map();
  return {
    look(leases, now) {
      const seen = leases.map((lease) => {
        const before = looksById.get(lease.id);
        const unchanged = before !== undefined && isSame(before.lease, lease);
        return { lease, looks: unchanged ? before.looks + 1 : 1 };
      });
      looksById = new Map(seen.map((entry) => [entry.lease.id, entry]));
      return seen.flatMap(({ lease, looks }) => (looks >= LOOKS_UNCHANGED && isOut(lease, now) ? [lease] : []));
    },
  };
}

/** Whether a lease says that nobody keeps it, if the clock is right. */
export function isOut({ leaseUntil }: Pick<Lease, "leaseUntil">, now: Instant): boolean {
  return leaseUntil < now || leaseUntil > now + FARTHEST_LEASE_MS;
}

function isSame(one: Lease, other: Lease): boolean {
  return one.attempts === other.attempts && one.leaseUntil === other.leaseUntil;
}
