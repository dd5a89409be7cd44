import { explainEntries } from "../explain/explain.catalogue.tsx";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { MessageBox, messageOf } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waiting } from "../frame/Waited.tsx";
import { homeEntries } from "../home/home.catalogue.tsx";
import { optOutEntries } from "../opt-outs/opt-outs.catalogue.tsx";
import { planEntries } from "../plan/plan.catalogue.tsx";
import { departmentPageEntries } from "../roster/department.catalogue.tsx";
import { pastRosterEntries } from "../roster/past-roster.catalogue.tsx";
import { rosterEntries } from "../roster/roster.catalogue.tsx";
import { runsEntries } from "../runs/runs.catalogue.tsx";
import { guardsEntries } from "../settings/guards.catalogue.tsx";
import { settingsEntries } from "../settings/settings.catalogue.tsx";
import { undoEntries } from "../undo/undo.catalogue.tsx";
import type { CatalogueEntry } from "./entry.ts";

const frameEntries: readonly CatalogueEntry[] = [
  { name: "frame-heading", element: <ScreenHeading>{FRAME_TEXT.employees}</ScreenHeading> },
  { name: "frame-waiting", element: <Waiting /> },
  { name: "frame-unexpected", element: <MessageBox message={messageOf(new Error("a defect"))} /> },
];

/** Every part and page in every state: each subject brings its own. */
export const catalogueEntries: readonly CatalogueEntry[] = [
  ...frameEntries,
  ...explainEntries,
  ...homeEntries,
  ...optOutEntries,
  ...planEntries,
  ...rosterEntries,
  ...departmentPageEntries,
  ...pastRosterEntries,
  ...runsEntries,
  ...settingsEntries,
  ...guardsEntries,
  ...undoEntries,
];
