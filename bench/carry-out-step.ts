// node bench/carry-out-step.ts <step as JSON>: carries out one step and prints its figures as one line of JSON.
import { measureFetchFloor } from "./measure-fetch-floor.ts";
import { measureHeld } from "./measure-held.ts";
import { measureLists } from "./measure-lists.ts";
import { measurePerson } from "./measure-person.ts";
import { measureRun } from "./measure-run.ts";
import { measureScript } from "./measure-script.ts";
import { measureUndo } from "./measure-undo.ts";
import { measureWriteFloor } from "./measure-write-floor.ts";
import { prepareProduct } from "./open-product.ts";
import type { FiguresByKind, Measured, Step } from "./step.ts";

const given = process.argv[2];
if (given === undefined) throw new Error("expected a step as the only argument");
const figures = await carryOut(JSON.parse(given) as Step);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ figures, peakMegabytes } satisfies Measured<FiguresByKind[Step["kind"]]>));

function carryOut(step: Step): Promise<FiguresByKind[Step["kind"]]> {
  switch (step.kind) {
    case "prepare":
      return prepareProduct(step);
    case "run":
      return measureRun(step);
    case "fetch-floor":
      return measureFetchFloor(step);
    case "write-floor":
      return measureWriteFloor(step);
    case "lists":
      return measureLists(step);
    case "paint":
      // A browser's library takes memory that is no other step's.
      return import("./measure-paint.ts").then(({ measurePaint }) => measurePaint(step));
    case "held":
      return measureHeld(step);
    case "undo":
      return measureUndo(step);
    case "person":
      return measurePerson(step);
    case "script":
      return measureScript(step);
  }
}
