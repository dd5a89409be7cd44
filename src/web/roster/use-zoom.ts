import { select } from "d3-selection";
import { type ZoomBehavior, zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import { type RefObject, useEffect, useRef, useState } from "react";

const SCALES: [number, number] = [0.03, 2];
const STEP = 1.4;
/** Smaller, and nobody can read what is in a box. */
const READABLE = 0.6;
const MARGIN = 16;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the buttons and keys do with the chart. */
export interface Zoom {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  /** All of it, however small. */
  readonly fit: (bounds: Area) => void;
  /** As much of it as can be read; what is at the left begins at the left edge, `focus` in the middle of the height. */
  readonly begin: (bounds: Area, focus: Area) => void;
  /** Moves no further than it takes to have the area in sight. */
  readonly reveal: (area: Area) => void;
}

/** Drags and zooms `layer` within `svg` by mouse, fingers, buttons and keys. */
export function useZoom(svg: RefObject<SVGSVGElement | null>, layer: RefObject<SVGGElement | null>): Zoom {
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const made = zoom<SVGSVGElement, unknown>()
      .extent(() => [
        [0, 0],
        [element.clientWidth, element.clientHeight],
      ])
      .scaleExtent(SCALES)
      // The wheel alone scrolls the page: a chart that swallowed it would be a trap.
      .filter((event: MouseEvent) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.button === 0))
      .wheelDelta(wheelDelta)
      .on("zoom", ({ transform }) => layer.current?.setAttribute("transform", transform.toString()));
    behaviour.current = made;
    select(element).call(made).on("dblclick.zoom", null);
    return () => {
      select(element).on(".zoom", null);
    };
  }, [svg, layer]);
  const [made] = useState(() => controls(svg, behaviour));
  return made;
}

function controls(
  svg: RefObject<SVGSVGElement | null>,
  behaviour: RefObject<ZoomBehavior<SVGSVGElement, unknown> | null>,
): Zoom {
  function withBoth(act: (made: ZoomBehavior<SVGSVGElement, unknown>, element: SVGSVGElement) => void): void {
    // A chart without a size, as in a background tab, has nothing to be fitted into.
    if (behaviour.current && svg.current && svg.current.clientWidth > 0) act(behaviour.current, svg.current);
  }
  function show(scale: number, x: number, y: number): void {
    withBoth((made, element) => select(element).call(made.transform, zoomIdentity.translate(x, y).scale(scale)));
  }
  return {
    zoomIn: () => withBoth((made, element) => select(element).call(made.scaleBy, STEP)),
    zoomOut: () => withBoth((made, element) => select(element).call(made.scaleBy, 1 / STEP)),
    fit: (bounds) =>
      withBoth((_, { clientWidth, clientHeight }) => {
        const scale = scaleToFit(bounds, clientWidth, clientHeight);
        show(
          scale,
          (clientWidth - bounds.width * scale) / 2 - bounds.x * scale,
          (clientHeight - bounds.height * scale) / 2 - bounds.y * scale,
        );
      }),
    begin: (bounds, focus) =>
      withBoth((_, { clientWidth, clientHeight }) => {
        const scale = Math.max(scaleToFit(bounds, clientWidth, clientHeight), READABLE);
        show(scale, MARGIN - bounds.x * scale, clientHeight / 2 - (focus.y + focus.height / 2) * scale);
      }),
    reveal: (area) =>
      withBoth((_, element) => {
        const { k, x, y } = zoomTransform(element);
        const across = into(area.x * k + x, area.width * k, element.clientWidth);
        const down = into(area.y * k + y, area.height * k, element.clientHeight);
        if (across !== 0 || down !== 0) show(k, x + across, y + down);
      }),
  };
}

// Two fingers send many small steps, a wheel a few large ones: both take about as long from one end to the other.
function wheelDelta({ deltaY, deltaMode }: WheelEvent): number {
  if (deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return -deltaY * 0.1;
  return -deltaY * (Math.abs(deltaY) < 40 ? 0.02 : 0.003);
}

function scaleToFit({ width, height }: Area, availableWidth: number, availableHeight: number): number {
  return Math.min((availableWidth - 2 * MARGIN) / width, (availableHeight - 2 * MARGIN) / height, 1);
}

function into(start: number, length: number, available: number): number {
  if (start < MARGIN) return MARGIN - start;
  return Math.min(available - MARGIN - (start + length), 0);
}
