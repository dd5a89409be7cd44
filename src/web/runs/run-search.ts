/** The parts of a run's page: エラー, 対象外, 注意, 変更内容. */
export const RUN_TABS = ["rejection", "skip", "notice", "change"] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const CHANGE_KINDS = ["create", "update"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Which page of 処理一覧; absent is the first. */
export interface RunsSearch {
  readonly page?: number;
}

/** What of a run is looked at; absent is what matters most, all kinds, the first page. */
export interface RunSearch extends RunsSearch {
  readonly tab?: RunTab;
  readonly kind?: ChangeKind;
}

/** What an address says after its question mark, whoever wrote it: nonsense is left out. */
export function runsSearch({ page }: Record<string, unknown>): RunsSearch {
  const number = Number(page);
  return Number.isInteger(number) && number > 1 && number <= 1_000_000 ? { page: number } : {};
}

/** The same of a run's page. */
export function runSearch(typed: Record<string, unknown>): RunSearch {
  const tab = RUN_TABS.find((name) => name === typed["tab"]);
  const kind = CHANGE_KINDS.find((name) => name === typed["kind"]);
  return { ...(tab ? { tab } : {}), ...(kind ? { kind } : {}), ...runsSearch(typed) };
}
