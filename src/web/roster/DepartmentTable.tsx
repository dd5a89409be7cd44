import { memo, useCallback, useMemo } from "react";
import { Button, FaCaretDownIcon, FaCaretRightIcon, StatusLabel, Table, Td, Text, Th } from "smarthr-ui";
import type { CalendarDate } from "../../core/calendar.ts";
import { departmentText } from "../../text/department-text.ts";
import { departmentFieldText } from "../../text/field-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { Wide } from "../frame/Wide.tsx";
import type { VisibleDepartment } from "./department-tree.ts";
import { DEPARTMENTS_TEXT, editLabel, removeLabel } from "./departments-text.ts";
import { PeopleCount } from "./PeopleCount.tsx";
import { ROSTER_TEXT } from "./roster-text.ts";
import { useTreeKeys } from "./use-tree-keys.ts";

/** What a person can do with the departments of the table. */
export interface DepartmentTableProps {
  readonly visible: readonly VisibleDepartment[];
  /** What a search found; null when nothing is searched for. */
  readonly hits: ReadonlySet<string> | null;
  readonly onToggle: (code: string) => void;
  /** Null for somebody who changes nothing. */
  readonly onEdit: ((code: string) => void) | null;
  readonly onRemove: ((code: string) => void) | null;
  /** The past day that the table is of; null for today. */
  readonly day: CalendarDate | null;
}

/** The tree as a table: one tab stop, arrow keys within (the treegrid pattern of the ARIA Authoring Practices). */
export function DepartmentTable({ visible, hits, onToggle, onEdit, onRemove, day }: DepartmentTableProps) {
  const places = useMemo(
    () =>
      visible.map(({ node, expanded }) => ({
        key: node.row.code,
        parentKey: node.parent?.row.code ?? null,
        expanded: hits === null ? expanded : null,
      })),
    [visible, hits],
  );
  const { activeKey, setActiveKey, onKeyDown, refOf } = useTreeKeys<HTMLTableRowElement>(places, onToggle);
  return (
    <Wide label={DEPARTMENTS_TEXT.tree}>
      <Table className="roster-table" role="treegrid" aria-label={DEPARTMENTS_TEXT.tree} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <Th scope="col">{departmentFieldText("name")}</Th>
            <Th scope="col">{departmentFieldText("code")}</Th>
            <Th scope="col">{departmentFieldText("parentCode")}</Th>
            <Th scope="col" align="right">
              {DEPARTMENTS_TEXT.headCount}
            </Th>
            <Th scope="col" align="right">
              {DEPARTMENTS_TEXT.headCountBelow}
            </Th>
            {onEdit && <Th scope="col">{DEPARTMENTS_TEXT.actions}</Th>}
          </tr>
        </thead>
        <tbody>
          {visible.map((shown) => (
            <Row
              key={shown.node.row.code}
              shown={shown}
              toggles={hits === null}
              hit={hits?.has(shown.node.row.code) ?? false}
              active={shown.node.row.code === activeKey}
              refOf={refOf}
              onActive={setActiveKey}
              onToggle={onToggle}
              onEdit={onEdit}
              onRemove={onRemove}
              day={day}
            />
          ))}
        </tbody>
      </Table>
    </Wide>
  );
}

interface RowProps extends Pick<DepartmentTableProps, "onToggle" | "onEdit" | "onRemove" | "day"> {
  readonly shown: VisibleDepartment;
  readonly toggles: boolean;
  readonly hit: boolean;
  readonly active: boolean;
  readonly refOf: (key: string) => (element: HTMLTableRowElement | null) => void;
  readonly onActive: (code: string) => void;
}

// With thousands of rows, only those are drawn anew that something happened to.
const Row = memo(DrawnRow, (before, after) => {
  const { shown, ...rest } = before;
  const alike = (Object.keys(rest) as (keyof typeof rest)[]).every((name) => before[name] === after[name]);
  return (
    alike &&
    shown.node === after.shown.node &&
    shown.expanded === after.shown.expanded &&
    shown.position === after.shown.position &&
    shown.siblingCount === after.shown.siblingCount
  );
});

function DrawnRow({ shown, toggles, hit, active, refOf, onActive, onToggle, onEdit, onRemove, day }: RowProps) {
  const { node, position, siblingCount, expanded } = shown;
  const { row } = node;
  const ref = useMemo(() => refOf(row.code), [refOf, row.code]);
  const handleActive = useCallback(() => onActive(row.code), [onActive, row.code]);
  const tabIndex = active ? 0 : -1;
  return (
    <tr
      ref={ref}
      className="tree-row"
      tabIndex={tabIndex}
      aria-level={node.level}
      aria-posinset={position}
      aria-setsize={siblingCount}
      {...(expanded === null ? {} : { "aria-expanded": expanded })}
      onFocus={handleActive}
    >
      <Td>
        <span className="tree-name" style={{ paddingInlineStart: `${(node.level - 1) * 20}px` }}>
          <Toggle expanded={toggles ? expanded : null} onToggle={() => onToggle(row.code)} />
          <span className="tree-label">
            <RouteLink to="/departments/$code" params={{ code: row.code }} tabIndex={tabIndex}>
              {row.name}
            </RouteLink>
          </span>
          {hit && <StatusLabel type="blue">{DEPARTMENTS_TEXT.hit}</StatusLabel>}
        </span>
      </Td>
      <Td>{row.code}</Td>
      <Td className="parent-department">
        {node.parent ? departmentText(node.parent.row) : <Text color="TEXT_GREY">{ROSTER_TEXT.none}</Text>}
      </Td>
      <Td align="right">
        <PeopleCount code={row.code} count={row.headCount} below={false} day={day} tabIndex={tabIndex} />
      </Td>
      <Td align="right">
        <PeopleCount code={row.code} count={row.headCountBelow} below={true} day={day} tabIndex={tabIndex} />
      </Td>
      {onEdit && onRemove && (
        <Td>
          <span className="tree-actions">
            <Button size="s" tabIndex={tabIndex} aria-label={editLabel(row.name)} onClick={() => onEdit(row.code)}>
              {ROSTER_TEXT.edit}
            </Button>
            <Button size="s" tabIndex={tabIndex} aria-label={removeLabel(row.name)} onClick={() => onRemove(row.code)}>
              {ROSTER_TEXT.remove}
            </Button>
          </span>
        </Td>
      )}
    </tr>
  );
}

// For the mouse: the keyboard has the arrow keys, and the row itself says whether it is open.
function Toggle({ expanded, onToggle }: { readonly expanded: boolean | null; readonly onToggle: () => void }) {
  if (expanded === null) return <span className="tree-toggle" />;
  const Icon = expanded ? FaCaretDownIcon : FaCaretRightIcon;
  return (
    <button type="button" className="tree-toggle" tabIndex={-1} aria-hidden="true" onClick={onToggle}>
      <Icon />
    </button>
  );
}
