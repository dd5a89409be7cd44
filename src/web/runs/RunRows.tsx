import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Base, SegmentedControl, Text } from "smarthr-ui";
import type { RunRow } from "../../contract/runs.ts";
import { nameByCodeOf } from "../../text/department-text.ts";
import { changeKindText } from "../../text/state-text.ts";
import { ListPages } from "../frame/ListPages.tsx";
import { Waited } from "../frame/Waited.tsx";
import { ChangesTable } from "./ChangesTable.tsx";
import { FindingsTable } from "./FindingsTable.tsx";
import { changesQuery, findingsQuery, ROWS_PER_PAGE } from "./run-queries.ts";
import { CHANGE_KINDS, type ChangeKind, type ChangesFilter, type RunTab } from "./run-search.ts";
import { emptyTabText, TABLE_TEXT, tabText } from "./runs-text.ts";

interface Rows {
  readonly run: Pick<RunRow, "id" | "subject">;
  /** Tells the rows of a plan from those of the one that was made in its place, and from what was applied. */
  readonly version: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** エラー, 対象外 or 注意 of a run, page by page. */
export function RunFindingRows({
  run: { id, subject },
  version,
  page,
  onPage,
  tab,
}: Rows & { readonly tab: Exclude<RunTab, "change"> }) {
  const query = useQuery(findingsQuery(id, tab, page, version));
  return (
    <Waited query={query}>
      {({ findings, total }) =>
        total === 0 ? (
          <NoRows>{emptyTabText(tab)}</NoRows>
        ) : (
          <>
            <FindingsTable subject={subject} findings={findings} label={tabText(tab)} />
            <ListPages total={total} page={page} perPage={ROWS_PER_PAGE} onPage={onPage} />
          </>
        )
      }
    </Waited>
  );
}

/** 変更内容 of a run, page by page, as far as the filter leaves them over. */
export function RunChangeRows({
  run: { id, subject },
  version,
  page,
  onPage,
  filter,
  empty,
  hits,
}: Rows & {
  readonly filter: ChangesFilter;
  /** What is said when nothing is left over. */
  readonly empty: string;
  /** How many there are, where that is worth a sentence. */
  readonly hits?: (total: number) => ReactNode;
}) {
  const query = useQuery(changesQuery(id, filter, page, version));
  return (
    <Waited query={query}>
      {({ changes, total, departmentNames }) =>
        total === 0 ? (
          <NoRows>{empty}</NoRows>
        ) : (
          <>
            {hits?.(total)}
            <ChangesTable
              subject={subject}
              changes={changes}
              nameByCode={nameByCodeOf(departmentNames)}
              label={tabText("change")}
            />
            <ListPages total={total} page={page} perPage={ROWS_PER_PAGE} onPage={onPage} />
          </>
        )
      }
    </Waited>
  );
}

/** All changes, or those of one kind; only an undo deletes. */
export function KindFilter({
  kind,
  undo = false,
  onKind,
}: {
  readonly kind: ChangeKind | undefined;
  readonly undo?: boolean;
  readonly onKind: (kind: ChangeKind | undefined) => void;
}) {
  const kinds = CHANGE_KINDS.filter((name) => undo || name !== "delete");
  return (
    <SegmentedControl
      size="s"
      aria-label={TABLE_TEXT.kindFilter}
      value={kind ?? ALL}
      options={[
        { value: ALL, content: TABLE_TEXT.allKinds },
        ...kinds.map((name) => ({ value: name, content: changeKindText(name) })),
      ]}
      onClickOption={(value) => onKind(CHANGE_KINDS.find((name) => name === value))}
    />
  );
}

const ALL = "all";

/** A part of a run's page that lists nothing says so. */
export function NoRows({ children }: { readonly children: string }) {
  return (
    <Base padding={1.5}>
      <Text>{children}</Text>
    </Base>
  );
}
