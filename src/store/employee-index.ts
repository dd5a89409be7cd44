import type { EmploymentType } from "../core/roster.ts";

/** What lists search, narrow and order people by; what is blank is "". The texts are search keys. */
export interface IndexedEmployee {
  readonly id: number;
  /** Everything that is searched, part by part; no part can hold what separates them. */
  readonly sought: string;
  readonly employeeNumber: string;
  readonly lastNameKana: string;
  readonly firstNameKana: string;
  readonly email: string;
  readonly departmentCode: string;
  readonly jobTitle: string;
  readonly hiredOn: string;
  readonly employmentType: EmploymentType | "";
  readonly retired: boolean;
}

/** By what a list of employees is ordered. */
export type EmployeeSort = "employee-number" | "name" | "email" | "department" | "job-title" | "hired-on";

/** Who is sought, in which order, and how many of them. */
export interface EmployeeQuestion {
  /** Search keys; who is sought has every one of them. */
  readonly words: readonly string[];
  /** Null for people of any department, or of none. */
  readonly departmentCodes: ReadonlySet<string> | null;
  readonly employmentType: EmploymentType | "none" | null;
  readonly retired: boolean | null;
  readonly sort: EmployeeSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** The ids of those asked for, in order, and how many there are in all. */
export interface FoundEmployees {
  readonly ids: readonly number[];
  readonly total: number;
}

/** A company's employees in the memory of the process, so that every list is answered within milliseconds (docs/decisions/0021). */
export class EmployeeIndex {
  readonly #byId = new Map<number, IndexedEmployee>();
  readonly #orders = new Map<EmployeeSort, Order>();

  get size(): number {
    return this.#byId.size;
  }

  /** Forgets the people of these ids, and takes in those of them that are still there. */
  replace(ids: ReadonlySet<number>, employees: readonly IndexedEmployee[]): void {
    for (const id of ids) this.#byId.delete(id);
    for (const employee of employees) this.#byId.set(employee.id, employee);
    for (const { changedIds } of this.#orders.values()) for (const id of ids) changedIds.add(id);
  }

  find(question: EmployeeQuestion): FoundEmployees {
    const { sort, descending, offset, limit } = question;
    const employees = this.#inOrder(sort);
    const filled = descending ? employees.findLastIndex((employee) => !SORTS[sort].isBlank(employee)) + 1 : 0;
    const ids: number[] = [];
    let total = 0;
    for (let place = 0; place < employees.length; place++) {
      // Blanks come last, whichever way the others go.
      const employee = employees[place < filled ? filled - 1 - place : place];
      if (employee === undefined || !isSought(employee, question)) continue;
      if (total >= offset && ids.length < limit) ids.push(employee.id);
      total++;
    }
    return { ids, total };
  }

  /** How many people who have not left each department has, by its code. */
  headCounts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { retired, departmentCode } of this.#byId.values()) {
      if (!retired && departmentCode !== "") counts.set(departmentCode, (counts.get(departmentCode) ?? 0) + 1);
    }
    return counts;
  }

  // An order is made when it is first asked for, and mended when it is asked for again.
  #inOrder(sort: EmployeeSort): readonly IndexedEmployee[] {
    const order = this.#orders.get(sort);
    if (order?.changedIds.size === 0) return order.employees;
    const kept = order?.employees.filter(({ id }) => !order.changedIds.has(id)) ?? [];
    const ids = order?.changedIds ?? this.#byId.keys();
    const others = [...ids].flatMap((id) => this.#byId.get(id) ?? []);
    const employees = merged(kept, others, comparing(sort));
    this.#orders.set(sort, { employees, changedIds: new Set() });
    return employees;
  }
}

interface Order {
  readonly employees: readonly IndexedEmployee[];
  /** Who was replaced since. */
  readonly changedIds: Set<number>;
}

/** Puts a few others into what is in order already: sorting all anew takes a hundred times as long. */
function merged(
  ordered: readonly IndexedEmployee[],
  others: IndexedEmployee[],
  compare: Compare,
): readonly IndexedEmployee[] {
  others.sort(compare);
  const all: IndexedEmployee[] = [];
  let from = 0;
  for (const other of others) {
    const to = placeOf(other, ordered, from, compare);
    for (const each of ordered.slice(from, to)) all.push(each);
    all.push(other);
    from = to;
  }
  for (const each of ordered.slice(from)) all.push(each);
  return all;
}

/** Where the first comes, at `from` or later, that belongs behind it. */
function placeOf(
  employee: IndexedEmployee,
  ordered: readonly IndexedEmployee[],
  from: number,
  compare: Compare,
): number {
  let [low, high] = [from, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = ordered[middle];
    if (there !== undefined && compare(there, employee) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isSought(employee: IndexedEmployee, question: EmployeeQuestion): boolean {
  const { words, departmentCodes, employmentType, retired } = question;
  if (retired !== null && employee.retired !== retired) return false;
  if (employmentType !== null && employee.employmentType !== (employmentType === "none" ? "" : employmentType)) {
    return false;
  }
  if (departmentCodes !== null && !departmentCodes.has(employee.departmentCode)) return false;
  for (const word of words) if (!employee.sought.includes(word)) return false;
  return true;
}

type Compare = (one: IndexedEmployee, other: IndexedEmployee) => number;

interface Sort {
  readonly isBlank: (employee: IndexedEmployee) => boolean;
  readonly compare: Compare;
}

const SORTS: Readonly<Record<EmployeeSort, Sort>> = {
  "employee-number": sortBy("employeeNumber"),
  name: sortBy("lastNameKana", "firstNameKana"),
  email: sortBy("email"),
  department: sortBy("departmentCode"),
  "job-title": sortBy("jobTitle"),
  "hired-on": sortBy("hiredOn"),
};

type TextOf = {
  readonly [Key in keyof IndexedEmployee]: IndexedEmployee[Key] extends string ? Key : never;
}[keyof IndexedEmployee];

function sortBy(first: TextOf, second: TextOf = first): Sort {
  return {
    isBlank: (employee) => employee[first] === "",
    compare: (one, other) => compareTexts(one[first], other[first]) || compareTexts(one[second], other[second]),
  };
}

/** Whoever has the same place is ordered by number, and then by who came into the roster first. */
function comparing(sort: EmployeeSort): Compare {
  const { compare } = SORTS[sort];
  return (one, other) =>
    compare(one, other) || compareTexts(one.employeeNumber, other.employeeNumber) || one.id - other.id;
}

// Blanks last.
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  if (one === "" || other === "") return one === "" ? 1 : -1;
  return one < other ? -1 : 1;
}
