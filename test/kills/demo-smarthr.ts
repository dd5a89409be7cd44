import { existsSync, readFileSync } from "node:fs";
import type { Instant } from "../../src/core/calendar.ts";
import type { WorldSnapshot } from "../../src/sandbox/create-world.ts";
import type { TenantSnapshot } from "../../src/sandbox/tenant.ts";
import { fieldIdOf, readState, type SmartHrState } from "../simulation/smarthr-state.ts";
import type { RememberedSmartHr } from "./served-smarthr.ts";

/** The SmartHR of a demo, which lives and dies with the product's process: known by the file it keeps. */
export interface DemoSmartHr extends RememberedSmartHr {
  /** Looks at what it has kept, once nobody can be writing. */
  look(): void;
}

interface Held extends SmartHrState {
  readonly until: Instant;
}

export function demoSmartHr(file: string, url: string): DemoSmartHr {
  const states: Held[] = [];

  function tenant(): TenantSnapshot {
    const [acme] = (JSON.parse(readFileSync(file, "utf8")) as WorldSnapshot).tenants;
    if (acme === undefined) throw new Error("expected the demo's tenant in its file");
    return acme;
  }

  // Between the two moments it changed: at both of them it may have been the former and the new one.
  function changed(from: Instant, to: Instant): void {
    const last = states.at(-1);
    if (last !== undefined) states.splice(-1, 1, { ...last, until: to });
    states.push({
      ...readState(tenant(), true),
      fromStep: last === undefined ? 0 : from,
      until: Number.POSITIVE_INFINITY,
    });
  }

  return {
    rows: tenant,
    fieldId: () => fieldIdOf(tenant()),
    async edit(edits) {
      if (edits.length === 0) return;
      const from = Date.now();
      try {
        await fetch(`${url}/__sandbox/edits`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ edits }),
        });
      } catch {
        // It died before it answered: its file says whether the edit was made.
      }
      changed(from, Date.now());
    },
    look() {
      if (existsSync(file) && states.length === 0) changed(0, Date.now());
    },
    statesBetween: (from, to) => states.filter(({ fromStep, until }) => fromStep <= to && until >= from),
  };
}
