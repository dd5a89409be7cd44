import type { OptedOutPerson, OptOuts, Restoration, RestoredPerson } from "../../contract/opt-outs.ts";
import { RESTORATION_OUTCOMES } from "../../core/opt-out-restoration.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { OptOutsView, type OptOutsViewProps } from "./OptOutsView.tsx";
import { RestorationView, type RestorationViewProps } from "./RestorationView.tsx";

const AT = Date.UTC(2026, 3, 1);
const nothing = async () => {};

const PEOPLE: readonly OptedOutPerson[] = [
  person("1", { employeeNumber: "00001", email: "hanako@example.com", lastName: "山田", firstName: "花子" }),
  person("2", {
    employeeNumber: "subsidiary-000000002",
    email: "a-very-long-address-of-somebody-in-the-company@subsidiary.example.com",
    lastName: "とても長い名字の見本",
    firstName: "とても長い名前の太郎",
  }),
  person("3", {}),
];

const OPT_OUTS: OptOuts = {
  tenantUrl: "https://acme.smarthr.jp",
  failure: null,
  readAt: AT,
  rememberedCount: 120,
  people: PEOPLE,
  total: 120,
  restoration: null,
};

const NOBODY: OptOuts = { ...OPT_OUTS, rememberedCount: 0, people: [], total: 0 };

const COUNTS = {
  restored: 40,
  already: 0,
  "chosen-otherwise": 0,
  gone: 0,
  refused: 0,
  "no-permission": 0,
  waiting: 80,
};

const AT_WORK: Restoration = {
  id: "restoration",
  actor: "admin@example.com",
  requestedAt: AT,
  finishedAt: null,
  failure: null,
  counts: COUNTS,
};

const ENDED: Restoration = {
  ...AT_WORK,
  finishedAt: AT + 60_000,
  counts: { restored: 100, already: 5, "chosen-otherwise": 3, gone: 2, refused: 10, "no-permission": 0, waiting: 0 },
};

const RESTORED: readonly RestoredPerson[] = [...RESTORATION_OUTCOMES, null].map((outcome, index) => ({
  ...person(String(index), { employeeNumber: `0000${index}`, lastName: "見本", firstName: `${index}郎` }),
  outcome,
}));

const RESTORATION_PROPS: RestorationViewProps = {
  restoration: ENDED,
  synced: false,
  actorName: (actor) => (actor === "admin@example.com" ? "見本 花子" : actor),
  restored: { people: RESTORED, total: 120 },
  outcome: null,
  onOutcome: () => {},
  page: 1,
  onPage: () => {},
};

const viewer = { ...CATALOGUE_ME, role: "viewer", link: { kind: "not-linked" } } as const;
const unlinked = { ...CATALOGUE_ME, link: { kind: "not-linked" } } as const;

export const optOutEntries: readonly CatalogueEntry[] = [
  view("missing", { optOuts: { ...OPT_OUTS, failure: { kind: "opt-out-field-missing" } } }),
  view("missing-viewer", { optOuts: { ...OPT_OUTS, failure: { kind: "opt-out-field-missing" } }, me: viewer }),
  view("missing-unlinked", { optOuts: { ...OPT_OUTS, failure: { kind: "opt-out-field-missing" } }, me: unlinked }),
  view("unreadable", { optOuts: { ...OPT_OUTS, failure: { kind: "opt-out-field-unreadable" } } }),
  view("other-failure", {
    optOuts: { ...OPT_OUTS, failure: { kind: "missing-permission", resource: "crew_custom_field_templates" } },
  }),
  view("in-order", {}),
  view("some-chosen", { choosing: { except: new Set(["2"]), onChoose: () => {} } }),
  view("viewer", { me: viewer }),
  view("one", { optOuts: { ...OPT_OUTS, rememberedCount: 1, total: 1, people: PEOPLE.slice(0, 1) } }),
  view("not-found", { optOuts: { ...OPT_OUTS, total: 0, people: [] }, typed: "見本" }),
  view("nobody", { optOuts: NOBODY }),
  view("never", { optOuts: { ...NOBODY, readAt: null, tenantUrl: null } }),
  view("at-work", {
    optOuts: { ...OPT_OUTS, restoration: AT_WORK },
    restoration: <RestorationView {...RESTORATION_PROPS} restoration={AT_WORK} restored={undefined} />,
  }),
  restoration("at-work", { restoration: AT_WORK, restored: undefined }),
  restoration("ended", {}),
  restoration("synced-since", { synced: true }),
  restoration("not-found", { restored: { people: [], total: 0 }, outcome: "gone" }),
  restoration("failed", {
    restoration: {
      ...ENDED,
      failure: { kind: "missing-permission", resource: "crews.custom_fields" },
      counts: { ...COUNTS, restored: 0, "no-permission": 20, waiting: 100 },
    },
  }),
];

function person(crewId: string, known: Partial<OptedOutPerson>): OptedOutPerson {
  const unknown = { employeeNumber: null, email: null, lastName: null, firstName: null };
  return { ...unknown, ...known, crewId, url: `https://acme.smarthr.jp/crews/${crewId}` };
}

function view(name: string, special: Partial<OptOutsViewProps>): CatalogueEntry {
  const props: OptOutsViewProps = {
    optOuts: OPT_OUTS,
    me: CATALOGUE_ME,
    page: 1,
    onPage: () => {},
    typed: "",
    onType: () => {},
    choosing: { except: new Set(), onChoose: () => {} },
    onRemake: nothing,
    onRestore: nothing,
    restoration: null,
    ...special,
  };
  return { name: `opt-outs-${name}`, element: <OptOutsView {...props} /> };
}

function restoration(name: string, special: Partial<RestorationViewProps>): CatalogueEntry {
  const props: RestorationViewProps = { ...RESTORATION_PROPS, ...special };
  return { name: `restoration-${name}`, element: <RestorationView {...props} /> };
}
