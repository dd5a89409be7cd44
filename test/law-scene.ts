import { approveRun } from "../src/app/approve-run.ts";
import { viewRun } from "../src/app/browse-runs.ts";
import { performQueuedRun } from "../src/app/perform-queued-run.ts";
import { startRun } from "../src/app/start-run.ts";
import { startUndo } from "../src/app/undo-run.ts";
import { GUARD_NAMES, type GuardLimits } from "../src/core/guards.ts";
import type { Subject } from "../src/core/run.ts";
import type { OPERATIONS } from "../src/sandbox/control-operations.ts";
import type { Edit, EditedList } from "../src/sandbox/edit.ts";
import type { CrewRow, DepartmentRow, Json, TenantSnapshot } from "../src/sandbox/tenant.ts";
import { saveGuardLimits } from "../src/store/guard-settings.ts";
import { expectOk } from "./database.ts";
import type { ProductScene } from "./product-scene.ts";
import { fieldIdOf } from "./simulation/smarthr-state.ts";

// Waiting runs are taken up by the laws themselves.
const NOBODY = { send: async () => {}, wake: () => {} };

const BY = { administratorEmail: "hr@example.com", actor: "hr@example.com" } as const;
const ALONE = { signal: new AbortController().signal, onRows: () => {} };

/** SmartHR's account `acme` as the sandbox keeps it. */
export function acmeOf({ sandbox }: Pick<ProductScene, "sandbox">): TenantSnapshot {
  const acme = sandbox.control("snapshot", {}).tenants.find(({ subdomain }) => subdomain === "acme");
  if (acme === undefined) throw new Error("expected the sandbox to have the account acme");
  return acme;
}

/** SmartHR's people in the order they were entered. */
export function crewsOf(scene: Pick<ProductScene, "sandbox">): readonly CrewRow[] {
  return acmeOf(scene).crews;
}

/** SmartHR's department of that code. */
export function smartHrDepartment(scene: Pick<ProductScene, "sandbox">, code: string): DepartmentRow {
  const found = acmeOf(scene).departments.find((row) => row.code === code);
  if (found === undefined) throw new Error(`expected SmartHR to have the department ${code}`);
  return found;
}

/** Something written in one of SmartHR's rows. */
export function change(list: EditedList, id: string, values: { readonly [key: string]: Json }): Edit {
  return { op: "update", list, where: { id }, values };
}

/** A new row of SmartHR; gives its id. */
export function insert(
  { sandbox }: Pick<ProductScene, "sandbox">,
  list: EditedList,
  values: { readonly [key: string]: Json },
): string {
  const edits: readonly Edit[] = [{ op: "insert", list, values }];
  const { ids } = sandbox.control("edits", { edits: edits as InputOfEdits });
  return ids[0] ?? "";
}

// The operation takes plain JSON, of which an edit's values are the read-only kind.
type InputOfEdits = Parameters<typeof OPERATIONS.edits.run>[1]["edits"];

/** What is chosen in 「ミキワメ連携」: `skip`, `sync` or nothing. */
export function chosen(scene: Pick<ProductScene, "sandbox">, value: "skip" | "sync" | null) {
  const fieldId = fieldIdOf(acmeOf(scene));
  if (fieldId === null) throw new Error("expected SmartHR to have 「ミキワメ連携」: link or sync first");
  return { custom_fields: [{ template_id: fieldId, value }] };
}

/** Limits that no guard reaches, but those that are given. */
export async function saveLimits(
  { product, companyId }: Pick<ProductScene, "product" | "companyId">,
  given: Partial<GuardLimits> = {},
): Promise<void> {
  const never = { percentage: 100, minimum: 1_000_000 };
  const limits = Object.fromEntries(GUARD_NAMES.map((guard) => [guard, given[guard] ?? never]));
  // fromEntries forgets which keys it was given.
  await saveGuardLimits(product.db.queries, companyId, limits as unknown as GuardLimits);
}

/** A press of 「SmartHRと同期」, or of 「変更内容を確認する」, by the linked administrator, carried out; gives the run's id. */
export async function syncOnScreen(
  { product, companyId, clock }: ProductScene,
  subject: Subject,
  special: { readonly preview?: boolean; readonly replaces?: string | null } = {},
): Promise<string> {
  await clock.advance(1_000);
  const { id } = expectOk(await startRun(product, NOBODY, { companyId, subject, ...special, ...BY }));
  await takeUp({ product }, id);
  return id;
}

/** A worker takes the run up, if it waits for one. */
export async function takeUp({ product }: Pick<ProductScene, "product">, runId: string): Promise<void> {
  await performQueuedRun(product, NOBODY, runId, ALONE);
}

/** 「この内容で同期する」 for the plan as it waits now, carried out. */
export async function approveOnScreen({ product, companyId, clock }: ProductScene, runId: string): Promise<void> {
  await clock.advance(1_000);
  const digest = (await viewRun(product, companyId, runId))?.plan?.digest ?? "";
  expectOk(await approveRun(product, NOBODY, { companyId, runId, digest, ...BY }));
  await takeUp({ product }, runId);
}

/** 「この処理を取り消す」, approved and carried out. */
export async function takeBack(scene: ProductScene, runId: string): Promise<void> {
  const { product, companyId, clock } = scene;
  await clock.advance(1_000);
  const { id } = expectOk(await startUndo(product, NOBODY, { companyId, runId, replaces: null, ...BY }));
  await takeUp(scene, id);
  await approveOnScreen(scene, id);
}
