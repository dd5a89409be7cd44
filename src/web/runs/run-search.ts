import { GUARD_NAMES, type GuardName } from "../../core/guards.ts";
import { EMPLOYEE_FIELDS } from "../../core/roster.ts";

/** The parts of a run's page: エラー, 対象外, 注意, 変更内容. */
export const RUN_TABS = ["rejection", "skip", "notice", "change"] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const CHANGE_KINDS = ["create", "update", "delete"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The fields by which a plan's updates are narrowed. */
export const CHANGED_FIELDS = [...EMPLOYEE_FIELDS, "name", "parentCode"] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** Which page of 処理一覧; absent is the first. */
export interface RunsSearch {
  readonly page?: number;
}

/** What narrows the changes of a run; the last three only those of a plan that waits. */
export interface ChangesFilter {
  readonly kind?: ChangeKind;
  readonly field?: ChangedField;
  readonly guard?: GuardName;
  readonly search?: string;
}

/** What of a run is looked at; absent is what matters most, all changes, the first page. */
export interface RunSearch extends RunsSearch, ChangesFilter {
  readonly tab?: RunTab;
}

/** What an address says after its question mark, whoever wrote it: nonsense is left out. */
export function runsSearch({ page }: Record<string, unknown>): RunsSearch {
  const number = Number(page);
  return Number.isInteger(number) && number > 1 && number <= 1_000_000 ? { page: number } : {};
}

/** The same of a run's page. */
export function runSearch(typed: Record<string, unknown>): RunSearch {
  const tab = RUN_TABS.find((name) => name === typed["tab"]);
  return { ...(tab ? { tab } : {}), ...changesFilter(typed), ...runsSearch(typed) };
}

/** What narrows the changes, without what narrows nothing. */
export function changesFilter(typed: Record<string, unknown>): ChangesFilter {
  const kind = CHANGE_KINDS.find((name) => name === typed["kind"]);
  const field = CHANGED_FIELDS.find((name) => name === typed["field"]);
  const guard = GUARD_NAMES.find((name) => name === typed["guard"]);
  // The router reads `12` as a number: here it is what was written.
  const search = String(typed["search"] ?? "").slice(0, 200);
  return {
    ...(kind ? { kind } : {}),
    ...(field ? { field } : {}),
    ...(guard ? { guard } : {}),
    ...(search === "" ? {} : { search }),
  };
}
