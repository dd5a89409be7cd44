import type { Instant } from "../../src/core/calendar.ts";
import type { OPERATIONS } from "../../src/sandbox/control-operations.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.ts";
import type { WorldSnapshot } from "../../src/sandbox/create-world.ts";
import type { Edit } from "../../src/sandbox/edit.ts";
import type { TenantSnapshot } from "../../src/sandbox/tenant.ts";
import type { EditedSmartHr } from "./draw-edits.ts";
import type { Life, Scheduler } from "./scheduler.ts";
import { fieldIdOf, OPT_OUT_FIELD, readState, type SmartHrState } from "./smarthr-state.ts";

/** A SmartHR on the table whose every state is remembered. */
export interface SimulatedSmartHr extends EditedSmartHr {
  readonly sandbox: Sandbox;
  /** Oldest first; the last one holds now. */
  readonly states: readonly SmartHrState[];
  readonly requests: { count: number };
  answer(request: Request): Promise<Response>;
  edit(edits: readonly Edit[]): void;
  editAfterPages(list: "crews" | "departments", pages: number, edits: () => readonly Edit[]): void;
  /** Whether the token may see the opt-out field's values. */
  showField(visible: boolean): void;
  calm(): void;
}

export interface SimulatedSmartHrOptions {
  readonly base: Base;
  /** What of a simulation SmartHR stands on. */
  readonly scheduler: () => Pick<Scheduler, "now" | "at" | "stepCount" | "note">;
  readonly life: Life;
  readonly limits: boolean;
  readonly tokenLifeSeconds: number;
}

/** How many people SmartHR has at the beginning; the name is the manual's own tables. */
export type Base = "manual" | number;

/** The tokens of an application that was given permission before the story begins. */
export const GRANT = { accessToken: "shr_0000_simulated", refreshToken: "simulated-refresh-token" } as const;

export function createSimulatedSmartHr(options: SimulatedSmartHrOptions): SimulatedSmartHr {
  const { scheduler, life } = options;
  const clock = {
    now: () => scheduler().now(),
    sleep: (milliseconds: number) =>
      new Promise<void>((resolve) => void scheduler().at(scheduler().now() + milliseconds, life, resolve)),
  };
  const switches = { accessTokenLifeSeconds: options.tokenLifeSeconds };
  const from = snapshotOf(options.base, clock.now());
  const sandbox = createSandbox({ seed: "manual", from, limits: options.limits, clock, switches });
  const states: SmartHrState[] = [];
  const requests = { count: 0 };
  let due: { list: string; pages: number; edits: () => readonly Edit[] }[] = [];
  let isFieldVisible = true;

  // The sandbox keeps `acme` first.
  const rows = () => (sandbox.snapshot() as WorldSnapshot).tenants[0] as TenantSnapshot;
  const remember = () => {
    const fromStep = scheduler().stepCount();
    states.push({ fromStep, ...readState(rows(), true) });
    // Hidden from the tokens of that moment; one that is issued later sees it.
    if (!isFieldVisible) states.push({ fromStep, ...readState(rows(), false) });
  };
  const edit = (edits: readonly Edit[]) => {
    if (edits.length === 0) return;
    scheduler().note(`SmartHR: ${edits.map(({ op, list }) => `${op} ${list}`).join(", ")}`);
    sandbox.control("edits", { edits: edits as InputOfEdits });
    remember();
  };
  remember();

  return {
    sandbox,
    states,
    requests,
    rows,
    edit,
    fieldId: () => fieldIdOf(rows()),
    async answer(request) {
      requests.count++;
      const answer = await sandbox.fetch(request);
      const list = new URL(request.url).pathname.split("/").at(-1);
      if (request.method === "POST") remember();
      else if (answer.headers.has("x-total-count")) {
        for (const order of due) if (order.list === list) order.pages--;
        const now = due.filter(({ pages }) => pages <= 0);
        due = due.filter(({ pages }) => pages > 0);
        for (const order of now) edit(order.edits());
      }
      return answer;
    },
    editAfterPages(list, pages, edits) {
      due.push({ list, pages, edits });
    },
    showField(visible) {
      const isThere = fieldIdOf(rows()) !== null;
      if (isThere) sandbox.control("custom-field-permission", { name: OPT_OUT_FIELD, read: visible });
      // One that is made anew can be seen.
      isFieldVisible = visible || !isThere;
      remember();
    },
    calm() {
      due = [];
      sandbox.control("calm", {});
    },
  };
}

// The operation takes plain JSON, of which an edit's values are the read-only kind.
type InputOfEdits = Parameters<typeof OPERATIONS.edits.run>[1]["edits"];

const snapshots = new Map<Base, WorldSnapshot>();

// Planting takes longer than a story; rows are replaced and never changed, so that all stories can begin with the same ones.
function snapshotOf(base: Base, now: Instant): WorldSnapshot {
  let planted = snapshots.get(base);
  if (planted === undefined) {
    planted = createSandbox({ seed: base, limits: false }).snapshot() as WorldSnapshot;
    snapshots.set(base, planted);
  }
  const [ready] = planted.tokens;
  if (ready === undefined) throw new Error("expected the sandbox's ready token");
  const grant = {
    id: "simulated-grant",
    subdomain: "acme",
    clientId: "mikiwame-demo",
    userId: "simulated-user",
    refreshToken: GRANT.refreshToken,
    refreshExpiresAt: now + 30 * 86_400_000,
    formerRefreshTokens: [],
  };
  const token = { ...ready, id: GRANT.accessToken, grantId: grant.id, expiresAt: now + 20_000 };
  return { ...planted, grants: [grant], tokens: [...planted.tokens, token] };
}
