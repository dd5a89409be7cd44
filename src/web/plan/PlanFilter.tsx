import "./plan.css";
import { Base, Button, Cluster, FormControl, Input, Select, Stack } from "smarthr-ui";
import type { RunPlan, RunRow } from "../../contract/runs.ts";
import { changedFieldText } from "../../text/breakdown-text.ts";
import { guardNameText } from "../../text/guard-text.ts";
import { KindFilter } from "../runs/RunRows.tsx";
import { CHANGED_FIELDS, type ChangesFilter } from "../runs/run-search.ts";
import { guardsWithRows, trippedOf } from "./guard-rows.ts";
import { PLAN_TEXT } from "./plan-text.ts";

export interface PlanFilterProps {
  readonly kind: RunRow["kind"];
  readonly plan: RunPlan;
  readonly filter: ChangesFilter;
  readonly onFilter: (filter: ChangesFilter) => void;
  /** What is in the search field, also while the typing goes on. */
  readonly typed: string;
  readonly onType: (text: string) => void;
}

/** What narrows a plan's changes; each change acts at once. */
export function PlanFilter({ kind, plan, filter, onFilter, typed, onType }: PlanFilterProps) {
  const narrowed = Object.keys(filter).length > 0 || typed !== "";
  const guards = guardsWithRows(trippedOf(plan.guards));
  const fields = CHANGED_FIELDS.filter(
    (name) => (plan.breakdown.updatesByField[name] ?? 0) > 0 || name === filter.field,
  );
  return (
    <Base padding={1} role="search" aria-label={PLAN_TEXT.filter}>
      <Stack gap={0.75}>
        <KindFilter
          kind={filter.kind}
          undo={kind === "undo"}
          onKind={(chosen) => onFilter({ ...without(filter, "kind"), ...(chosen ? { kind: chosen } : {}) })}
        />
        <Cluster gap={1} align="flex-end">
          <div className="plan-search">
            <FormControl label={PLAN_TEXT.search} helpMessage={PLAN_TEXT.searchHelp}>
              <Input type="search" width="100%" value={typed} onChange={(event) => onType(event.target.value)} />
            </FormControl>
          </div>
          {fields.length > 0 && (
            <FormControl label={PLAN_TEXT.field}>
              <Select
                value={filter.field ?? ""}
                options={[ALL, ...fields.map((name) => ({ value: name, label: changedFieldText(name) }))]}
                onChangeValue={(field) => onFilter({ ...without(filter, "field"), ...(field === "" ? {} : { field }) })}
              />
            </FormControl>
          )}
          {guards.length > 0 && (
            <FormControl label={PLAN_TEXT.guard}>
              <Select
                value={filter.guard ?? ""}
                options={[ALL, ...guards.map((name) => ({ value: name, label: guardNameText(name) }))]}
                onChangeValue={(guard) => onFilter({ ...without(filter, "guard"), ...(guard === "" ? {} : { guard }) })}
              />
            </FormControl>
          )}
          {narrowed && (
            <Button
              onClick={() => {
                onType("");
                onFilter({});
              }}
            >
              {PLAN_TEXT.clear}
            </Button>
          )}
        </Cluster>
      </Stack>
    </Base>
  );
}

const ALL = { value: "", label: PLAN_TEXT.all } as const;

function without(filter: ChangesFilter, name: keyof ChangesFilter): ChangesFilter {
  const { [name]: _, ...rest } = filter;
  return rest;
}
