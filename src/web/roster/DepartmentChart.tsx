import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { Base, Button, Cluster, FormControl, Select, Stack, Text } from "smarthr-ui";
import type { DepartmentRow } from "../../contract/departments.ts";
import { BOX, type ChartBox, type ChartLayout, chartLayout, fittingText } from "./chart-layout.ts";
import {
  type DepartmentTree,
  depthOf,
  expandedToLevel,
  levelShown,
  levelThatFits,
  withMarkedInSight,
} from "./department-tree.ts";
import {
  boxCountText,
  boxLabel,
  CHART_TEXT,
  DEPARTMENTS_TEXT,
  departmentCountText,
  levelText,
  markedBoxLabel,
} from "./departments-text.ts";
import { useTreeKeys } from "./use-tree-keys.ts";
import { useZoom, type Zoom } from "./use-zoom.ts";

/** Boxes that a chart may begin with and still be read. */
const FIRST_BOXES = 12;
/** Departments with a mark that are in sight at first. */
const FIRST_MARKS = 30;
const CUSTOM = "custom";

/** The departments as a drawing that one can zoom and drag; a tree for the keyboard and for screen readers. */
export function DepartmentChart({
  tree,
  companyName,
  marks = null,
}: {
  readonly tree: DepartmentTree;
  readonly companyName: string;
  /** What happens to which department, in a word, in the place of its people; those are in sight at first. */
  readonly marks?: ReadonlyMap<string, string> | null;
}) {
  const depth = depthOf(tree);
  const [expanded, setExpanded] = useState(() => {
    const fitting = expandedToLevel(tree, levelThatFits(tree, FIRST_BOXES));
    return withMarkedInSight(tree, fitting, [...(marks?.keys() ?? [])].slice(0, FIRST_MARKS));
  });
  const [level, setLevel] = useState(() => levelShown(tree, expanded));
  const layout = useMemo(() => chartLayout(tree, expanded), [tree, expanded]);
  const svg = useRef<SVGSVGElement>(null);
  const layer = useRef<SVGGElement>(null);
  const controls = useZoom(svg, layer);
  useBeginning(controls, layout, level);
  const [toggle] = useState(() => (code: string) => {
    setLevel(null);
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(code)) after.add(code);
      return after;
    });
  });
  return (
    <Stack>
      <Text>{marks ? CHART_TEXT.markedAlternative : CHART_TEXT.alternative}</Text>
      <Cluster align="flex-end" gap={1}>
        <FormControl label={CHART_TEXT.depth}>
          <Select
            value={level === null ? CUSTOM : String(level)}
            options={levelOptions(depth, level)}
            onChangeValue={(value) => {
              if (value === CUSTOM) return;
              setLevel(Number(value));
              setExpanded(expandedToLevel(tree, Number(value)));
            }}
          />
        </FormControl>
        <Button onClick={controls.zoomIn}>{CHART_TEXT.zoomIn}</Button>
        <Button onClick={controls.zoomOut}>{CHART_TEXT.zoomOut}</Button>
        <Button onClick={() => controls.fit(layout.bounds)}>{CHART_TEXT.fit}</Button>
      </Cluster>
      <Base role="tree" aria-label={DEPARTMENTS_TEXT.chart}>
        <svg ref={svg} className="chart" role="none">
          <g ref={layer}>
            <Lines lines={layout.lines} />
            <Boxes
              layout={layout}
              controls={controls}
              companyName={companyName}
              departmentCount={tree.nodes.length}
              marks={marks}
              onToggle={toggle}
            />
          </g>
        </svg>
      </Base>
      <Text size="S" color="TEXT_GREY">
        {CHART_TEXT.keys}
      </Text>
    </Stack>
  );
}

function levelOptions(depth: number, level: number | null) {
  const levels = Array.from({ length: depth }, (_, index) => ({
    value: String(index + 1),
    label: levelText(index + 1),
  }));
  return level === null ? [{ value: CUSTOM, label: CHART_TEXT.custom }, ...levels] : levels;
}

// At first, and when so many levels are asked for, the chart begins anew; when one department is opened, it stays where it is.
function useBeginning(controls: Zoom, layout: ChartLayout, level: number | null): void {
  const begun = useRef<number | null | "never">("never");
  useEffect(() => {
    if (begun.current === "never" || (level !== null && begun.current !== level)) {
      const company = layout.boxes[0];
      if (company) controls.begin(layout.bounds, areaOf(company));
    }
    begun.current = level;
  }, [controls, layout, level]);
}

const Lines = memo(({ lines }: Pick<ChartLayout, "lines">) => (
  <g>
    {lines.map(({ key, path }) => (
      <path key={key} d={path} className="chart-line" />
    ))}
  </g>
));

function Boxes({
  layout,
  controls,
  companyName,
  departmentCount,
  marks,
  onToggle,
}: {
  readonly layout: ChartLayout;
  readonly controls: Zoom;
  readonly companyName: string;
  readonly departmentCount: number;
  readonly marks: ReadonlyMap<string, string> | null;
  readonly onToggle: (code: string) => void;
}) {
  const { activeKey, setActiveKey, onKeyDown, refOf } = useTreeKeys<SVGGElement>(layout.boxes, onToggle);
  const active = layout.boxes.find(({ key }) => key === activeKey);
  function handleKeyDown(event: KeyboardEvent): void {
    if ((event.key === "Enter" || event.key === " ") && active && active.expanded !== null) {
      event.preventDefault();
      onToggle(active.key);
    } else if (event.key === "+" || event.key === ";" || event.key === "=") controls.zoomIn();
    else if (event.key === "-") controls.zoomOut();
    else if (event.key === "0") controls.fit(layout.bounds);
    else onKeyDown(event);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the boxes within have the focus and the roles; their keys come up here.
    <g onKeyDown={handleKeyDown}>
      {layout.boxes.map((box) => (
        <g
          key={box.key}
          ref={refOf(box.key)}
          className="chart-box"
          role="treeitem"
          tabIndex={box.key === activeKey ? 0 : -1}
          aria-level={box.level}
          aria-posinset={box.position}
          aria-setsize={box.siblingCount}
          {...(box.expanded === null ? {} : { "aria-expanded": box.expanded })}
          transform={`translate(${box.x},${box.y})`}
          onFocus={() => {
            setActiveKey(box.key);
            controls.reveal(areaOf(box));
          }}
          onClick={() => box.expanded !== null && onToggle(box.key)}
        >
          <BoxContent
            box={box}
            companyName={companyName}
            departmentCount={departmentCount}
            mark={marks && (marks.get(box.key) ?? "")}
          />
        </g>
      ))}
    </g>
  );
}

const BoxContent = memo(DrawnBox, (before, after) => {
  return (
    before.box.node === after.box.node &&
    before.box.expanded === after.box.expanded &&
    before.mark === after.mark &&
    before.companyName === after.companyName &&
    before.departmentCount === after.departmentCount
  );
});

function DrawnBox({
  box: { node, expanded },
  companyName,
  departmentCount,
  mark,
}: {
  readonly box: ChartBox;
  readonly companyName: string;
  readonly departmentCount: number;
  /** Null where the chart is about people; blank for a department that stays as it is. */
  readonly mark: string | null;
}) {
  const name = node?.row.name ?? companyName;
  return (
    <>
      <title>{labelOf(node, companyName, departmentCount, mark)}</title>
      <rect width={BOX.width} height={BOX.height} rx={6} className={rectClass(node, mark)} />
      <text x={12} y={24} className="chart-name">
        {fittingText(name, 22)}
      </text>
      {(node ? detailsOf(node.row, mark) : [departmentCountText(departmentCount)]).map((line, index) => (
        <text
          key={line}
          x={12}
          y={44 + index * 18}
          className={mark && index === 1 ? "chart-detail chart-mark" : "chart-detail"}
        >
          {fittingText(line, 32)}
        </text>
      ))}
      {expanded !== null && (
        <g transform={`translate(${BOX.width - 18},18)`} className="chart-toggle">
          <circle r={9} />
          <path d={expanded ? "M-4,0H4" : "M-4,0H4M0,-4V4"} />
        </g>
      )}
    </>
  );
}

function rectClass(node: ChartBox["node"], mark: string | null): string {
  if (node === null) return "chart-rect chart-company";
  return mark ? "chart-rect chart-marked" : "chart-rect";
}

function detailsOf({ code, headCount, headCountBelow }: DepartmentRow, mark: string | null): readonly string[] {
  return [code, mark ?? boxCountText(headCount, headCountBelow)];
}

// All that the box says, also where it has to be shortened: the box's name for screen readers, and what the mouse is shown.
function labelOf(node: ChartBox["node"], companyName: string, departmentCount: number, mark: string | null): string {
  if (node === null) return `${companyName} ${departmentCountText(departmentCount)}`;
  const { code, name, headCount, headCountBelow } = node.row;
  return mark === null ? boxLabel(code, name, headCount, headCountBelow) : markedBoxLabel(code, name, mark);
}

function areaOf({ x, y }: ChartBox) {
  return { x, y, ...BOX };
}
