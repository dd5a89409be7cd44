import { useMemo, useState } from "react";
import { Base, Button, Cluster, FormControl, Input, Stack, Text } from "smarthr-ui";
import { DepartmentTable, type DepartmentTableProps } from "./DepartmentTable.tsx";
import {
  type DepartmentTree,
  expandedToLevel,
  type ListedDepartment,
  levelThatFits,
  searchDepartments,
  visibleDepartments,
} from "./department-tree.ts";
import { DEPARTMENTS_TEXT, hitCountText } from "./departments-text.ts";

/** Rows that a list may begin with: more are a press away. */
const FIRST_ROWS = 100;

export interface DepartmentListProps extends Pick<DepartmentTableProps, "onEdit" | "onRemove" | "day"> {
  readonly tree: DepartmentTree<ListedDepartment>;
  readonly typed: string;
  readonly onType: (text: string) => void;
}

/** The departments as a tree that can be searched. */
export function DepartmentList({ tree, typed, onType, day, onEdit, onRemove }: DepartmentListProps) {
  const found = useMemo(() => searchDepartments(tree, typed), [tree, typed]);
  const { expanded, toggle, setExpanded } = useExpanded(tree, FIRST_ROWS);
  const visible = useMemo(
    () => (found ? visibleDepartments(tree, found.shown, found.shown) : visibleDepartments(tree, expanded)),
    [tree, expanded, found],
  );
  return (
    <Stack>
      <Base padding={1}>
        <Cluster align="flex-end" justify="space-between" gap={1}>
          <FormControl label={DEPARTMENTS_TEXT.search} helpMessage={DEPARTMENTS_TEXT.searchHelp}>
            <Input type="search" value={typed} onChange={(event) => onType(event.target.value)} width="20em" />
          </FormControl>
          {found === null && (
            <Cluster>
              <Button size="s" onClick={() => setExpanded(expandedToLevel(tree, Number.POSITIVE_INFINITY))}>
                {DEPARTMENTS_TEXT.openAll}
              </Button>
              <Button size="s" onClick={() => setExpanded(new Set())}>
                {DEPARTMENTS_TEXT.closeAll}
              </Button>
            </Cluster>
          )}
        </Cluster>
      </Base>
      <div>
        <div aria-live="polite">{found && <Text>{hitCountText(found.hits.size)}</Text>}</div>
        {visible.length > 0 && (
          <Text size="S" color="TEXT_GREY">
            {DEPARTMENTS_TEXT.treeHelp}
          </Text>
        )}
      </div>
      {visible.length > 0 && (
        <>
          <DepartmentTable
            visible={visible}
            hits={found?.hits ?? null}
            onToggle={toggle}
            onEdit={onEdit}
            onRemove={onRemove}
            day={day}
          />
          <Text size="S" color="TEXT_GREY">
            {DEPARTMENTS_TEXT.headCountNote}
          </Text>
        </>
      )}
    </Stack>
  );
}

/** Which departments are open: at first as many levels as fit. */
function useExpanded(tree: DepartmentTree<ListedDepartment>, firstRows: number) {
  const [expanded, setExpanded] = useState(() => expandedToLevel(tree, levelThatFits(tree, firstRows)));
  const [toggle] = useState(
    () => (code: string) =>
      setExpanded((before) => {
        const after = new Set(before);
        if (!after.delete(code)) after.add(code);
        return after;
      }),
  );
  return { expanded, toggle, setExpanded };
}
