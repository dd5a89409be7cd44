import type { GuardSettings } from "../../contract/settings.ts";
import { BLANKABLE_FIELDS, DEFAULT_GUARD_LIMITS, GUARD_NAMES } from "../../core/guards.ts";
import { AskError } from "../ask.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { aReading } from "../plan/catalogue-plans.ts";
import { aForm, aNewest } from "../roster/catalogue-roster.ts";
import { CATALOGUE_NOW } from "../runs/catalogue-runs.ts";
import { GuardsFacts, GuardsFormView, GuardsView } from "./GuardsView.tsx";
import { typedOf } from "./guard-settings.ts";

const STALE = new AskError({ kind: "stale" });
const LIMITS = { ...DEFAULT_GUARD_LIMITS, "newly-retired": { percentage: 4, minimum: 2 } };

/** Guards of a company that has synced both, awake or not. */
function seenSettings(awake: boolean): GuardSettings {
  const seen = { count: awake ? 12 : 2, base: awake ? 120 : 16, awake, tripped: false } as const;
  const blank = BLANKABLE_FIELDS.map((column, place) =>
    aReading("column-blank", { ...seen, column, count: place === 4 ? 3 : 0 }),
  );
  const others = GUARD_NAMES.filter((guard) => guard !== "column-blank" && guard !== "departments-changed");
  return {
    limits: LIMITS,
    defaults: DEFAULT_GUARD_LIMITS,
    lastSeen: [
      {
        subject: "departments",
        runId: "run-2",
        requestedAt: CATALOGUE_NOW,
        readings: [aReading("rejected-rows", seen), aReading("departments-changed", seen)],
      },
      {
        subject: "employees",
        runId: "run-1",
        requestedAt: CATALOGUE_NOW,
        readings: [...others.map((guard) => aReading(guard, seen)), ...blank],
      },
    ],
  };
}

const settings = seenSettings(true);
const never: GuardSettings = { ...settings, limits: DEFAULT_GUARD_LIMITS, lastSeen: [] };
const form = aForm(typedOf(LIMITS));
const newer = { ...LIMITS, "new-employees": { percentage: 25, minimum: 30 } };
const whole = {
  settings,
  form,
  newest: aNewest(LIMITS),
  wasReset: false,
  onSubmit: () => {},
  onReset: () => {},
};
const faults = {
  "new-employees.minimum": "1から1,000,000までの整数を入力してください。",
  "new-employees.percentage": "0から100までの整数を入力してください。",
};

export const guardsEntries: readonly CatalogueEntry[] = Object.entries({
  guards: <GuardsFormView {...whole} />,
  "guards-never-seen": <GuardsFormView {...whole} settings={never} form={aForm(typedOf(DEFAULT_GUARD_LIMITS))} />,
  "guards-resting": <GuardsFormView {...whole} settings={seenSettings(false)} />,
  "guards-faulty": (
    <GuardsFormView {...whole} form={aForm({ ...typedOf(LIMITS), "new-employees.minimum": "0" }, { faults })} />
  ),
  "guards-sending": <GuardsFormView {...whole} form={aForm(typedOf(LIMITS), { sending: true })} />,
  "guards-reset": <GuardsFormView {...whole} form={aForm(typedOf(DEFAULT_GUARD_LIMITS))} wasReset />,
  "guards-stale": <GuardsFormView {...whole} form={aForm(typedOf(LIMITS), { error: STALE })} />,
  "guards-newest": (
    <GuardsFormView
      {...whole}
      form={aForm(typedOf(LIMITS), { error: STALE })}
      newest={aNewest(newer, { loaded: newer, answered: STALE })}
    />
  ),
  "guards-viewer": <GuardsFacts settings={settings} />,
}).map(([name, part]) => ({ name, element: <GuardsView>{part}</GuardsView> }));
