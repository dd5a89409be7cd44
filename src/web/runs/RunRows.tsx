import { useQuery } from "@tanstack/react-query";
import { Base, SegmentedControl, Stack, Text } from "smarthr-ui";
import type { Subject } from "../../core/run.ts";
import { changeKindText } from "../../text/state-text.ts";
import { ListPages } from "../frame/ListPages.tsx";
import { Waited } from "../frame/Waited.tsx";
import { ChangesTable } from "./ChangesTable.tsx";
import { FindingsTable } from "./FindingsTable.tsx";
import { changesQuery, findingsQuery, ROWS_PER_PAGE } from "./run-queries.ts";
import { CHANGE_KINDS, type ChangeKind, type RunTab } from "./run-search.ts";
import { emptyTabText, TABLE_TEXT, tabText } from "./runs-text.ts";

interface Rows {
  readonly id: string;
  readonly subject: Subject;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** エラー, 対象外 or 注意 of a run, page by page. */
export function RunFindingRows({ id, subject, page, onPage, tab }: Rows & { readonly tab: Exclude<RunTab, "change"> }) {
  const query = useQuery(findingsQuery(id, tab, page));
  return (
    <Waited query={query}>
      {({ findings, total }) =>
        total === 0 ? (
          <NoRows tab={tab} />
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

/** 変更内容 of a run, page by page, all or 新規 or 更新 only. */
export function RunChangeRows({
  id,
  subject,
  page,
  onPage,
  kind,
  onKind,
}: Rows & { readonly kind: ChangeKind | undefined; readonly onKind: (kind: ChangeKind | undefined) => void }) {
  const query = useQuery(changesQuery(id, kind, page));
  return (
    <Stack>
      <KindFilter kind={kind} onKind={onKind} />
      <Waited query={query}>
        {({ changes, total }) =>
          total === 0 ? (
            <NoRows tab="change" kind={kind} />
          ) : (
            <>
              <ChangesTable subject={subject} changes={changes} label={tabText("change")} />
              <ListPages total={total} page={page} perPage={ROWS_PER_PAGE} onPage={onPage} />
            </>
          )
        }
      </Waited>
    </Stack>
  );
}

/** All changes, or those of one kind. */
export function KindFilter({
  kind,
  onKind,
}: {
  readonly kind: ChangeKind | undefined;
  readonly onKind: (kind: ChangeKind | undefined) => void;
}) {
  return (
    <SegmentedControl
      size="s"
      aria-label={TABLE_TEXT.kindFilter}
      value={kind ?? ALL}
      options={[
        { value: ALL, content: TABLE_TEXT.allKinds },
        ...CHANGE_KINDS.map((name) => ({ value: name, content: changeKindText(name) })),
      ]}
      onClickOption={(value) => onKind(CHANGE_KINDS.find((name) => name === value))}
    />
  );
}

const ALL = "all";

/** A part of a run's page that lists nothing says so. */
export function NoRows({ tab, kind }: { readonly tab: RunTab; readonly kind?: ChangeKind | undefined }) {
  return (
    <Base padding={1.5}>
      <Text>{emptyTabText(tab, kind)}</Text>
    </Base>
  );
}
