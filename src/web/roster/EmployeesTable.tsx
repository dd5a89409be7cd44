import { StatusLabel, Table, Td, TdCheckbox, Text, Th, ThCheckbox } from "smarthr-ui";
import type { EmployeeRow } from "../../contract/employees.ts";
import { dateText } from "../../text/date-text.ts";
import { employmentTypeText } from "../../text/field-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { Wide } from "../frame/Wide.tsx";
import { type EmployeesSearch, sortedBy } from "./employees-search.ts";
import { EMPLOYEES_TEXT } from "./employees-text.ts";

/** A person as any list has one, of today or of a past day. */
export interface ListedPerson extends Omit<EmployeeRow, "version"> {
  /** Of somebody of a past day: whether the roster has them today. */
  readonly stillThere?: boolean;
}

export interface EmployeesTableProps {
  readonly rows: readonly ListedPerson[];
  readonly search: EmployeesSearch;
  readonly onSearch: (change: Partial<EmployeesSearch>) => void;
  /** Older rows that stay in sight while the new ones are on their way. */
  readonly waiting: boolean;
  /** Null for somebody who changes nothing. */
  readonly ticking: Ticking | null;
}

/** Which people of this page are ticked. */
export interface Ticking {
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ids: readonly string[], ticked: boolean) => void;
}

const COLUMNS: readonly { readonly label: string; readonly sort: EmployeesSearch["sort"] | null }[] = [
  { label: EMPLOYEES_TEXT.number, sort: "employee-number" },
  { label: EMPLOYEES_TEXT.name, sort: "name" },
  { label: EMPLOYEES_TEXT.email, sort: "email" },
  { label: EMPLOYEES_TEXT.ownDepartment, sort: "department" },
  { label: EMPLOYEES_TEXT.jobTitle, sort: "job-title" },
  { label: EMPLOYEES_TEXT.employmentType, sort: null },
  { label: EMPLOYEES_TEXT.hiredOn, sort: "hired-on" },
  { label: EMPLOYEES_TEXT.flag, sort: null },
];

/** One page of people. */
export function EmployeesTable({ rows, search, onSearch, waiting, ticking }: EmployeesTableProps) {
  return (
    <Wide label={EMPLOYEES_TEXT.table}>
      <Table
        aria-label={EMPLOYEES_TEXT.table}
        aria-busy={waiting}
        className={`roster-table employees-table${waiting ? " rows-waiting" : ""}`}
      >
        <thead>
          <tr>
            {ticking && <TickAll rows={rows} {...ticking} />}
            {COLUMNS.map(({ label, sort }) =>
              sort === null ? (
                <Th key={label} scope="col">
                  {label}
                </Th>
              ) : (
                <Th
                  key={label}
                  scope="col"
                  sort={search.sort === sort ? search.order : "none"}
                  onSort={() => onSearch(sortedBy(search, sort))}
                >
                  {label}
                </Th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} ticking={ticking} />
          ))}
        </tbody>
      </Table>
    </Wide>
  );
}

function TickAll({ rows, ticked, onTick }: Ticking & { readonly rows: readonly ListedPerson[] }) {
  const count = rows.filter(({ id }) => ticked.has(id)).length;
  const all = rows.length > 0 && count === rows.length;
  return (
    <ThCheckbox
      checked={all}
      mixed={count > 0 && !all}
      onChange={() =>
        onTick(
          rows.map(({ id }) => id),
          !all,
        )
      }
    />
  );
}

function Row({ row, ticking }: { readonly row: ListedPerson; readonly ticking: Ticking | null }) {
  const numberId = `number-${row.id}`;
  const nameId = `name-${row.id}`;
  return (
    <tr>
      {ticking && (
        <TdCheckbox
          aria-labelledby={`${numberId} ${nameId}`}
          checked={ticking.ticked.has(row.id)}
          onChange={(event) => ticking.onTick([row.id], event.target.checked)}
        />
      )}
      <Td id={numberId}>{row.employeeNumber}</Td>
      <Td>
        <span className="person">
          <RouteLink to="/employees/$id" params={{ id: row.id }} id={nameId}>
            {`${row.lastName} ${row.firstName}`}
          </RouteLink>
          <Text size="S" color="TEXT_GREY">{`${row.lastNameKana} ${row.firstNameKana}`}</Text>
          {row.stillThere === false && <StatusLabel>{EMPLOYEES_TEXT.deleted}</StatusLabel>}
        </span>
      </Td>
      <Td className="email">{row.email}</Td>
      <Td className="own-department">{row.departmentName ?? row.departmentCode}</Td>
      <Td>{row.jobTitle}</Td>
      <Td className="nowrap">{row.employmentType && employmentTypeText(row.employmentType)}</Td>
      <Td className="nowrap">{row.hiredOn && dateText(row.hiredOn)}</Td>
      <Td>{row.retired && <StatusLabel>{EMPLOYEES_TEXT.flagged}</StatusLabel>}</Td>
    </tr>
  );
}
