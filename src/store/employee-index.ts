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
  /** Each at a place of their own, much as they lie in memory; null where somebody was. */
  readonly #people: (IndexedEmployee | null)[] = [];
  readonly #placeById = new Map<number, number>();
  readonly #freePlaces: number[] = [];
  readonly #orders = new Map<EmployeeSort, Order>();

  get size(): number {
    return this.#placeById.size;
  }

  /** Forgets the people of these ids, and takes in those of them that are still there. */
  replace(ids: ReadonlySet<number>, employees: readonly IndexedEmployee[]): void {
    for (const id of ids) {
      const place = this.#placeById.get(id);
      if (place === undefined) continue;
      this.#put(place, null);
      this.#placeById.delete(id);
      this.#freePlaces.push(place);
    }
    for (const employee of employees) {
      const place = this.#freePlaces.pop() ?? this.#people.length;
      this.#put(place, employee);
      this.#placeById.set(employee.id, place);
    }
  }

  find(question: EmployeeQuestion): FoundEmployees {
    const { offset, limit, sort, descending } = question;
    const { places, filled } = this.#inOrder(sort);
    const { isSought, total } = this.#sought(question);
    const end = Math.min(offset + limit, total);
    const ids: number[] = [];
    for (let step = 0, passed = 0; passed < end; step++) {
      // Blanks come last, whichever way the others go.
      const place = places[descending && step < filled ? filled - 1 - step : step];
      if (place === undefined) break;
      if (isSought[place] === 1 && passed++ >= offset) ids.push(this.#personAt(place).id);
    }
    return { ids, total };
  }

  /** How many people who have not left each department has, by its code. */
  headCounts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const person of this.#people) {
      if (person === null || person.retired || person.departmentCode === "") continue;
      counts.set(person.departmentCode, (counts.get(person.departmentCode) ?? 0) + 1);
    }
    return counts;
  }

  #put(place: number, employee: IndexedEmployee | null): void {
    this.#people[place] = employee;
    for (const { changedPlaces } of this.#orders.values()) changedPlaces.add(place);
  }

  #personAt(place: number): IndexedEmployee {
    const person = this.#people[place];
    if (person === null || person === undefined) throw new Error(`there is nobody at place ${place} of the index`);
    return person;
  }

  // Place by place and not in the order asked for: measured, that is ten times slower, as each text lies somewhere else in memory.
  #sought(question: EmployeeQuestion): { readonly isSought: Uint8Array; readonly total: number } {
    const isSought = new Uint8Array(this.#people.length);
    let total = 0;
    for (let place = 0; place < this.#people.length; place++) {
      const person = this.#people[place];
      if (!person || !isWanted(person, question)) continue;
      isSought[place] = 1;
      total++;
    }
    return { isSought, total };
  }

  // An order is made when it is first asked for, and mended when it is asked for again.
  #inOrder(sort: EmployeeSort): Order {
    const former = this.#orders.get(sort);
    if (former?.changedPlaces.size === 0) return former;
    const kept = former?.places.filter((place) => !former.changedPlaces.has(place)) ?? NO_PLACES;
    const changedPlaces = former?.changedPlaces ?? this.#placeById.values();
    const others = [...changedPlaces].filter((place) => this.#people[place] !== null);
    const { compare, isBlank } = SORTS[sort];
    const places = merged(kept, others, (one, other) => {
      const [person, there] = [this.#personAt(one), this.#personAt(other)];
      return compare(person, there) || byNumber(person, there);
    });
    const filled = firstWhere(places, 0, (place) => isBlank(this.#personAt(place)));
    const order = { places, filled, changedPlaces: new Set<number>() };
    this.#orders.set(sort, order);
    return order;
  }
}

interface Order {
  /** Of everybody, blanks last. */
  readonly places: Uint32Array;
  /** How many of them are not blank. */
  readonly filled: number;
  /** Where somebody came, went or changed since. */
  readonly changedPlaces: Set<number>;
}

const NO_PLACES = new Uint32Array();

function isWanted(employee: IndexedEmployee, question: EmployeeQuestion): boolean {
  const { words, departmentCodes, employmentType, retired } = question;
  if (retired !== null && employee.retired !== retired) return false;
  if (employmentType !== null && employee.employmentType !== (employmentType === "none" ? "" : employmentType)) {
    return false;
  }
  if (departmentCodes !== null && !departmentCodes.has(employee.departmentCode)) return false;
  for (const word of words) if (!employee.sought.includes(word)) return false;
  return true;
}

/** Puts a few others into what is in order already: sorting everything anew takes a hundred times as long. */
function merged(ordered: Uint32Array, others: number[], compare: (one: number, other: number) => number): Uint32Array {
  others.sort(compare);
  const all = new Uint32Array(ordered.length + others.length);
  let from = 0;
  for (const [before, other] of others.entries()) {
    const to = firstWhere(ordered, from, (place) => compare(place, other) >= 0);
    all.set(ordered.subarray(from, to), from + before);
    all[to + before] = other;
    from = to;
  }
  all.set(ordered.subarray(from), from + others.length);
  return all;
}

/** The first index, `from` or later, whose place is so; all before it are not, all after it are. */
function firstWhere(places: Uint32Array, from: number, isSo: (place: number) => boolean): number {
  let [low, high] = [from, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(places[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Sort {
  readonly isBlank: (employee: IndexedEmployee) => boolean;
  readonly compare: Compare;
}

type Compare = (one: IndexedEmployee, other: IndexedEmployee) => number;

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

/** Whoever would have the same place is ordered by number, and then by who came into the roster first. */
function byNumber(one: IndexedEmployee, other: IndexedEmployee): number {
  return compareTexts(one.employeeNumber, other.employeeNumber) || one.id - other.id;
}

// Blanks last.
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  if (one === "" || other === "") return one === "" ? 1 : -1;
  return one < other ? -1 : 1;
}
