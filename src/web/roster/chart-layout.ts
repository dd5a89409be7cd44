import { hierarchy, tree as tidyTree } from "d3-hierarchy";
import type { DepartmentNode, DepartmentTree } from "./department-tree.ts";

export const BOX = { width: 224, height: 76 } as const;
const GAP = { across: 56, down: 14 } as const;

/** A box of the chart: a department, or the company at the top of it. */
export interface ChartBox {
  /** The department's code; the company has none. */
  readonly key: string;
  readonly node: DepartmentNode | null;
  readonly parentKey: string | null;
  readonly level: number;
  readonly position: number;
  readonly siblingCount: number;
  /** Null when there is nothing to open. */
  readonly expanded: boolean | null;
  /** The left upper corner. */
  readonly x: number;
  readonly y: number;
}

export interface ChartLayout {
  /** In the order of the tree. */
  readonly boxes: readonly ChartBox[];
  /** The lines from a box to those below it, as SVG draws them. */
  readonly lines: readonly { readonly key: string; readonly path: string }[];
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** No department's code is empty, so the company can have it. */
export const COMPANY_KEY = "";

interface Placed {
  readonly node: DepartmentNode | null;
  readonly below: readonly DepartmentNode[];
}

/** Where the boxes stand when those departments are open: the company at the left, each level a column. */
export function chartLayout({ roots }: DepartmentTree, expanded: ReadonlySet<string>): ChartLayout {
  const company = hierarchy<Placed>({ node: null, below: roots }, ({ below }) =>
    below.map((node) => ({ node, below: expanded.has(node.row.code) ? node.children : [] })),
  );
  const placed = tidyTree<Placed>()
    .nodeSize([BOX.height + GAP.down, BOX.width + GAP.across])
    .separation(() => 1)(company);
  const boxes: ChartBox[] = [];
  const lines: { key: string; path: string }[] = [];
  placed.eachBefore((point) => {
    const { node } = point.data;
    const siblings = point.parent?.children ?? [point];
    const key = node?.row.code ?? COMPANY_KEY;
    const x = point.y;
    const y = point.x - BOX.height / 2;
    boxes.push({
      key,
      node,
      parentKey: point.parent ? (point.parent.data.node?.row.code ?? COMPANY_KEY) : null,
      level: point.depth + 1,
      position: siblings.indexOf(point) + 1,
      siblingCount: siblings.length,
      expanded: node === null || node.children.length === 0 ? null : expanded.has(key),
      x,
      y,
    });
    if (point.parent) lines.push({ key, path: elbow(point.parent.y + BOX.width, point.parent.x, x, point.x) });
  });
  return { boxes, lines, bounds: boundsOf(boxes) };
}

/** The name as far as it fits into a box; a full-width character is as wide as two others. */
export function fittingText(text: string, halfWidths: number): string {
  let used = 0;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    used += /[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 1 : 2;
    if (used > halfWidths) return `${characters.slice(0, Math.max(index - 1, 0)).join("")}…`;
  }
  return text;
}

function elbow(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2;
  return `M${fromX},${fromY}H${middle}V${toY}H${toX}`;
}

function boundsOf(boxes: readonly ChartBox[]): ChartLayout["bounds"] {
  const left = boxes.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY);
  const top = boxes.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const right = boxes.reduce((most, { x }) => Math.max(most, x + BOX.width), 0);
  const bottom = boxes.reduce((most, { y }) => Math.max(most, y + BOX.height), Number.NEGATIVE_INFINITY);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
