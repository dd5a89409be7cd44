import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { anOpenRun, aRun, SOME_COUNTS } from "../runs/catalogue-runs.ts";
import { HomeView, type HomeViewProps } from "./HomeView.tsx";

const DONE: HomeViewProps = {
  role: "administrator",
  link: CATALOGUE_ME.link,
  departments: 24,
  employees: 1_280,
  runs: [
    aRun({ state: "partly-failed", counts: SOME_COUNTS }),
    aRun({ id: "departments", subject: "departments", counts: { ...SOME_COUNTS, read: 24, unchanged: 9, reject: 0 } }),
  ],
  allRuns: true,
};

const NOTHING: HomeViewProps = {
  ...DONE,
  link: { kind: "not-linked" },
  departments: 0,
  employees: 0,
  runs: [],
};

function home(name: string, props: HomeViewProps): CatalogueEntry {
  return {
    name: `home-${name}`,
    element: (
      <>
        <ScreenHeading>{FRAME_TEXT.home}</ScreenHeading>
        <HomeView {...props} />
      </>
    ),
  };
}

function withDaysLeft(daysLeft: number): HomeViewProps {
  if (DONE.link.kind === "not-linked") return DONE;
  return { ...DONE, link: { ...DONE.link, kind: daysLeft < 0 ? "expired" : "linked", daysLeft } };
}

/** ホーム for every standing of a company, and for both roles. */
export const homeEntries: readonly CatalogueEntry[] = [
  home("done", DONE),
  home("beginning", NOTHING),
  home("linked", { ...NOTHING, link: DONE.link }),
  home("departments-synced", { ...NOTHING, link: DONE.link, departments: 24, runs: DONE.runs.slice(1) }),
  home("second-administrator", { ...DONE, link: { kind: "not-linked" } }),
  home("running", { ...DONE, runs: [anOpenRun({ id: "open" }), ...DONE.runs] }),
  home("queued", {
    ...DONE,
    runs: [anOpenRun({ id: "open", state: "queued", startedAt: null, progress: null }), ...DONE.runs],
  }),
  home("failed", {
    ...DONE,
    runs: [aRun({ id: "failed", state: "failed", counts: null, failure: { kind: "link-rejected" } }), ...DONE.runs],
  }),
  home("long-ago", { ...DONE, runs: DONE.runs.slice(0, 1), allRuns: false }),
  ...[14, 7, 1, 0, -1].map((daysLeft) => home(`days-left-${daysLeft}`, withDaysLeft(daysLeft))),
  home("viewer", { ...DONE, role: "viewer", link: { kind: "not-linked" } }),
  home("viewer-beginning", { ...NOTHING, role: "viewer" }),
  home("hundred-thousand", { ...DONE, departments: 3_000, employees: 100_000 }),
];
