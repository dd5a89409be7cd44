import type { Role } from "../../contract/me.ts";
import type { Overview } from "../../contract/overview.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { anOpenRun, aRun, SOME_COUNTS } from "../runs/catalogue-runs.ts";
import { HomeView } from "./HomeView.tsx";

const DEPARTMENTS_RUN = aRun({
  id: "departments",
  subject: "departments",
  counts: { ...SOME_COUNTS, read: 24, unchanged: 9, reject: 0 },
});
const EMPLOYEES_RUN = aRun({ state: "partly-failed", counts: SOME_COUNTS });

const DONE: Overview = {
  departments: 24,
  employees: 1_280,
  retired: 31,
  link: CATALOGUE_ME.link,
  openRun: null,
  lastRuns: [DEPARTMENTS_RUN, EMPLOYEES_RUN],
  synced: { departments: true, employees: true },
};

const NOTHING: Overview = {
  departments: 0,
  employees: 0,
  retired: 0,
  link: { kind: "not-linked" },
  openRun: null,
  lastRuns: [],
  synced: { departments: false, employees: false },
};

function home(name: string, overview: Overview, role: Role = "administrator"): CatalogueEntry {
  return {
    name: `home-${name}`,
    element: (
      <>
        <ScreenHeading>{FRAME_TEXT.home}</ScreenHeading>
        <HomeView role={role} overview={overview} />
      </>
    ),
  };
}

function withDaysLeft(daysLeft: number): Overview {
  if (DONE.link.kind === "not-linked") return DONE;
  return { ...DONE, link: { ...DONE.link, kind: daysLeft < 0 ? "expired" : "linked", daysLeft } };
}

/** ホーム for every standing of a company, and for both roles. */
export const homeEntries: readonly CatalogueEntry[] = [
  home("done", DONE),
  home("beginning", NOTHING),
  home("linked", { ...NOTHING, link: DONE.link }),
  home("departments-synced", {
    ...NOTHING,
    link: DONE.link,
    departments: 24,
    lastRuns: [DEPARTMENTS_RUN],
    synced: { departments: true, employees: false },
  }),
  home("rejected", { ...DONE, link: { ...DONE.link, rejectedAt: Date.UTC(2026, 3, 2) } as Overview["link"] }),
  home("second-administrator", { ...DONE, link: { kind: "not-linked" } }),
  home("running", { ...DONE, openRun: anOpenRun({ id: "open" }) }),
  home("queued", { ...DONE, openRun: anOpenRun({ id: "open", state: "queued", startedAt: null, progress: null }) }),
  home("failed", {
    ...DONE,
    lastRuns: [
      DEPARTMENTS_RUN,
      aRun({ id: "failed", state: "failed", counts: null, failure: { kind: "link-rejected" } }),
    ],
  }),
  ...[14, 7, 1, 0, -1].map((daysLeft) => home(`days-left-${daysLeft}`, withDaysLeft(daysLeft))),
  home("viewer", { ...DONE, link: { kind: "not-linked" } }, "viewer"),
  home("viewer-beginning", NOTHING, "viewer"),
  home("hundred-thousand", { ...DONE, departments: 3_000, employees: 100_000, retired: 12_000 }),
];
