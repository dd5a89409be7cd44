import { Base, Button, Checkbox, Cluster, FormControl, Input, Select, Stack } from "smarthr-ui";
import { EmploymentTypeSchema } from "../../contract/employees.ts";
import { employmentTypeText } from "../../text/field-text.ts";
import { DepartmentSelect } from "./DepartmentSelect.tsx";
import type { DepartmentTree, ListedDepartment } from "./department-tree.ts";
import { type EmployeesSearch, isNarrowed, WHOLE_ROSTER } from "./employees-search.ts";
import { EMPLOYEES_TEXT } from "./employees-text.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

const EMPLOYMENT_TYPES = [
  { value: "", label: EMPLOYEES_TEXT.all },
  ...EmploymentTypeSchema.options.map((type) => ({ value: type, label: employmentTypeText(type) })),
  { value: "none", label: EMPLOYEES_TEXT.noEmploymentType },
] as const;

const RETIRED = [
  { value: "all", label: EMPLOYEES_TEXT.all },
  { value: "not-retired", label: EMPLOYEES_TEXT.notRetired },
  { value: "retired", label: EMPLOYEES_TEXT.onlyRetired },
] as const;

export interface EmployeesFilterProps {
  readonly search: EmployeesSearch;
  readonly onSearch: (change: Partial<EmployeesSearch>) => void;
  /** What is in the search field, also while the typing goes on. */
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly tree: DepartmentTree<ListedDepartment>;
}

/** What narrows the list; each change acts at once. */
export function EmployeesFilter({ search, onSearch, typed, onType, tree }: EmployeesFilterProps) {
  return (
    <Base padding={1} role="search">
      <Stack gap={0.75}>
        <FormControl label={EMPLOYEES_TEXT.search} helpMessage={EMPLOYEES_TEXT.searchHelp}>
          <Input type="search" width="100%" value={typed} onChange={(event) => onType(event.target.value)} />
        </FormControl>
        <Cluster gap={1} align="flex-end">
          <div className="filter-department">
            <FormControl label={EMPLOYEES_TEXT.department}>
              <DepartmentSelect
                tree={tree}
                placeholder={EMPLOYEES_TEXT.all}
                value={search.department}
                onChange={(department) => onSearch({ department, below: true, page: 1 })}
              />
            </FormControl>
          </div>
          {search.department !== null && (
            <Checkbox checked={search.below} onChange={(event) => onSearch({ below: event.target.checked, page: 1 })}>
              {EMPLOYEES_TEXT.below}
            </Checkbox>
          )}
          <FormControl label={EMPLOYEES_TEXT.employmentType}>
            <Select
              value={search.employmentType ?? ""}
              options={[...EMPLOYMENT_TYPES]}
              onChangeValue={(type) => onSearch({ employmentType: type === "" ? null : type, page: 1 })}
            />
          </FormControl>
          <FormControl label={EMPLOYEES_TEXT.retired}>
            <Select
              value={search.retired}
              options={[...RETIRED]}
              onChangeValue={(retired) => onSearch({ retired, page: 1 })}
            />
          </FormControl>
          {isNarrowed({ ...search, search: typed }) && (
            <ClearSearch onType={onType} onSearch={onSearch} search={search} />
          )}
        </Cluster>
      </Stack>
    </Base>
  );
}

/** Takes back what narrows the list; the order stays. */
export function ClearSearch({
  search: { sort, order },
  onSearch,
  onType,
}: Pick<EmployeesFilterProps, "search" | "onSearch" | "onType">) {
  return (
    <Button
      onClick={() => {
        onType("");
        onSearch({ ...WHOLE_ROSTER, sort, order });
      }}
    >
      {ROSTER_TEXT.clearSearch}
    </Button>
  );
}
