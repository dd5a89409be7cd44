import type { DepartmentRow } from "../../contract/departments.ts";
import { groupBy } from "../../core/group-by.ts";
import { searchKey } from "../../core/search-key.ts";

/** A department as any list has it, of today or of a past day. */
export type ListedDepartment = Omit<DepartmentRow, "version">;

/** A department in its place. */
export interface DepartmentNode<Row extends ListedDepartment = DepartmentRow> {
  readonly row: Row;
  readonly parent: DepartmentNode<Row> | null;
  readonly children: readonly DepartmentNode<Row>[];
  /** 1 for a department at the top. */
  readonly level: number;
}

export interface DepartmentTree<Row extends ListedDepartment = DepartmentRow> {
  readonly roots: readonly DepartmentNode<Row>[];
  /** In the order of the tree: each department before those below it. */
  readonly nodes: readonly DepartmentNode<Row>[];
  readonly nodeByCode: ReadonlyMap<string, DepartmentNode<Row>>;
}

/** A department as a list shows it, with its place among those beside it. */
export interface VisibleDepartment {
  readonly node: DepartmentNode<ListedDepartment>;
  /** Counted from 1. */
  readonly position: number;
  readonly siblingCount: number;
  /** Null for a department with nothing to open. */
  readonly expanded: boolean | null;
}

interface Growing<Row extends ListedDepartment> extends DepartmentNode<Row> {
  readonly children: DepartmentNode<Row>[];
}

/** The tree in `parentCode`. Every department is in it exactly once: one whose parent is not there stands at the top. */
export function departmentTree<Row extends ListedDepartment>(rows: readonly Row[]): DepartmentTree<Row> {
  const codes = new Set(rows.map(({ code }) => code));
  const rowsByParent = groupBy(rows, ({ parentCode }) =>
    parentCode !== null && codes.has(parentCode) ? parentCode : null,
  );
  const nodeByCode = new Map<string, Growing<Row>>();
  const nodes: DepartmentNode<Row>[] = [];
  function place(row: Row, parent: Growing<Row> | null): Growing<Row> {
    const node: Growing<Row> = { row, parent, children: [], level: parent === null ? 1 : parent.level + 1 };
    nodeByCode.set(row.code, node);
    nodes.push(node);
    for (const below of rowsByParent.get(row.code) ?? []) {
      if (!nodeByCode.has(below.code)) node.children.push(place(below, node));
    }
    return node;
  }
  const roots = (rowsByParent.get(null) ?? []).map((row) => place(row, null));
  // The server lets no circle in; should there be one, its departments must not disappear.
  for (const row of rows) if (!nodeByCode.has(row.code)) roots.push(place(row, null));
  return { roots, nodes, nodeByCode };
}

/** The departments above, from the top down. */
export function ancestorsOf<Row extends ListedDepartment>(node: DepartmentNode<Row>): readonly DepartmentNode<Row>[] {
  return node.parent === null ? [] : [...ancestorsOf(node.parent), node.parent];
}

/** The names from the top down to the department itself: 「営業本部/営業部」, as SmartHR writes them. */
export function pathText(node: DepartmentNode<ListedDepartment>): string {
  return [...ancestorsOf(node), node].map(({ row }) => row.name).join("/");
}

/** The codes of a department and all below it. */
export function codesWithBelow(node: DepartmentNode<ListedDepartment>): ReadonlySet<string> {
  const codes = new Set<string>();
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    codes.add(next.row.code);
    open.push(...next.children);
  }
  return codes;
}

/** What a list shows when those departments are open. `shown`, when given, leaves all others out. */
export function visibleDepartments(
  { roots }: DepartmentTree<ListedDepartment>,
  expanded: ReadonlySet<string>,
  shown?: ReadonlySet<string>,
): readonly VisibleDepartment[] {
  const visible: VisibleDepartment[] = [];
  function list(siblings: readonly DepartmentNode<ListedDepartment>[]): void {
    const present = shown ? siblings.filter(({ row }) => shown.has(row.code)) : siblings;
    present.forEach((node, index) => {
      const below = shown ? node.children.filter(({ row }) => shown.has(row.code)) : node.children;
      const open = below.length === 0 ? null : expanded.has(node.row.code);
      visible.push({ node, position: index + 1, siblingCount: present.length, expanded: open });
      if (open) list(below);
    });
  }
  list(roots);
  return visible;
}

/** What a search finds: the hits, and them together with the departments above them. Null when nothing is searched for. */
export function searchDepartments(
  { nodes }: DepartmentTree<ListedDepartment>,
  search: string,
): { readonly hits: ReadonlySet<string>; readonly shown: ReadonlySet<string> } | null {
  const sought = searchKey(search);
  if (sought === "") return null;
  const found = nodes.filter(({ row }) => searchKey(row.name).includes(sought) || searchKey(row.code).includes(sought));
  const hits = new Set(found.map(({ row }) => row.code));
  const shown = new Set(hits);
  for (const node of found) {
    for (let above = node.parent; above && !shown.has(above.row.code); above = above.parent) shown.add(above.row.code);
  }
  return { hits, shown };
}

/** How many levels the tree has. */
export function depthOf({ nodes }: DepartmentTree<ListedDepartment>): number {
  return nodes.reduce((deepest, { level }) => Math.max(deepest, level), 0);
}

/** The departments to open so that exactly the first levels are seen. */
export function expandedToLevel({ nodes }: DepartmentTree<ListedDepartment>, level: number): ReadonlySet<string> {
  return new Set(nodes.filter((node) => node.level < level && node.children.length > 0).map(({ row }) => row.code));
}

/** Up to which level exactly those open departments show the tree; null when they show some branches further than others. */
export function levelShown(tree: DepartmentTree, expanded: ReadonlySet<string>): number | null {
  const depth = depthOf(tree);
  for (let level = 1; level <= depth; level++) {
    const opened = expandedToLevel(tree, level);
    if (opened.size === expanded.size && [...opened].every((code) => expanded.has(code))) return level;
  }
  return null;
}

/** The same, and all above those departments, so that they are in sight, too. */
export function withMarkedInSight(
  { nodeByCode }: DepartmentTree,
  expanded: ReadonlySet<string>,
  codes: readonly string[],
): ReadonlySet<string> {
  const opened = new Set(expanded);
  for (const code of codes) {
    const node = nodeByCode.get(code);
    if (node) for (const above of ancestorsOf(node)) opened.add(above.row.code);
  }
  return opened;
}

/** As many levels as fit into so many rows; the top level always. */
export function levelThatFits({ nodes }: DepartmentTree<ListedDepartment>, rowCount: number): number {
  const countByLevel: number[] = [];
  for (const { level } of nodes) countByLevel[level] = (countByLevel[level] ?? 0) + 1;
  let level = 1;
  let count = countByLevel[1] ?? 0;
  for (let next = countByLevel[2]; next !== undefined && count + next <= rowCount; next = countByLevel[level + 1]) {
    level += 1;
    count += next;
  }
  return level;
}
