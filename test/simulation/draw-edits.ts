import type { Edit, EditedList } from "../../src/sandbox/edit.ts";
import type { Json, TenantSnapshot } from "../../src/sandbox/tenant.ts";
import type { Chance } from "./random.ts";

type Values = { readonly [key: string]: Json };

/** A SmartHR in which somebody edits. */
export interface EditedSmartHr {
  rows(): TenantSnapshot;
  /** SmartHR's id of 「ミキワメ連携」, while it exists. */
  fieldId(): string | null;
}

/** Something that somebody may do in SmartHR, as it stands now. */
export function drawEdits(chance: Chance, smarthr: EditedSmartHr): readonly Edit[] {
  return chance.pick(KINDS)(chance, smarthr);
}

/** Somebody enters, or leaves, which shifts the pages of a list. */
export function drawShift(list: "crews" | "departments", chance: Chance, smarthr: EditedSmartHr): readonly Edit[] {
  if (list === "departments")
    return chance.happens(0.7) ? addDepartment(chance, smarthr) : dropDepartment(chance, smarthr);
  const shifts = [enter, leave, (...of: Drawn) => [...leave(...of), ...enter(...of)]];
  return chance.pick(shifts)(chance, smarthr);
}

type Drawn = readonly [chance: Chance, smarthr: EditedSmartHr];

const KINDS: readonly ((...of: Drawn) => readonly Edit[])[] = [
  enter,
  enter,
  leave,
  changePerson,
  changePerson,
  retire,
  move,
  swapAddresses,
  addDepartment,
  renameDepartment,
  swapNames,
  dropDepartment,
  optOut,
  optOut,
  optIn,
];

const LAST_NAMES = ["見本", "山田", "佐藤", "鈴木"];
const FIRST_NAMES = ["太郎", "花子", "次郎", "三郎", "桜"];
const TITLES = ["部長", "課長", "主任", "係長"];

function enter(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { crews, departments } = smarthr.rows();
  const number = crews.length + chance.between(1000, 9999);
  const someone = crews.length > 0 ? chance.pick(crews) : null;
  const fault = chance.between(0, 11);
  const values: Values = {
    last_name: chance.pick(LAST_NAMES),
    first_name: chance.pick(FIRST_NAMES),
    last_name_yomi: fault === 0 ? null : "ミホン",
    first_name_yomi: "タロウ",
    emp_code: String(number),
    email: fault === 1 ? null : fault === 2 ? (someone?.values["email"] ?? null) : `new.${number}@example.com`,
    emp_status: "employed",
    entered_at: "2026-04-01",
    department_ids: departments.length > 0 && chance.happens(0.8) ? [chance.pick(departments).id] : [],
    positions: chance.happens(0.3) ? [chance.pick(TITLES)] : [],
  };
  return [{ op: "insert", list: "crews", values }];
}

function leave(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { crews } = smarthr.rows();
  if (crews.length < 2) return [];
  return [{ op: "delete", list: "crews", where: { id: chance.pick(crews).id } }];
}

function changePerson(...of: Drawn): readonly Edit[] {
  const [chance] = of;
  return update(...of, { last_name: chance.pick(LAST_NAMES), positions: [chance.pick(TITLES)] });
}

function retire(...of: Drawn): readonly Edit[] {
  return update(...of, { emp_status: "retired", resigned_at: "2026-03-31" });
}

function move(...of: Drawn): readonly Edit[] {
  const [chance, smarthr] = of;
  const { departments } = smarthr.rows();
  return departments.length === 0 ? [] : update(...of, { department_ids: [chance.pick(departments).id] });
}

function swapAddresses(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { crews } = smarthr.rows();
  if (crews.length < 2) return [];
  const one = chance.pick(crews);
  const other = chance.pick(crews.filter(({ id }) => id !== one.id));
  return [
    change("crews", one.id, { email: other.values["email"] ?? null }),
    change("crews", other.id, { email: one.values["email"] ?? null }),
  ];
}

function addDepartment(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { departments } = smarthr.rows();
  const number = departments.length + chance.between(100, 999);
  const parent = departments.length > 0 && chance.happens(0.5) ? chance.pick(departments).id : null;
  const values: Values = {
    name: chance.happens(0.1) && departments[0] ? departments[0].name : `第${number}部`,
    code: chance.happens(0.15) ? null : `N${number}`,
    parent_id: parent,
  };
  return [{ op: "insert", list: "departments", values }];
}

function renameDepartment(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { departments } = smarthr.rows();
  if (departments.length === 0) return [];
  const { id } = chance.pick(departments);
  return [change("departments", id, { name: `改称第${chance.between(1, 99)}部` })];
}

function swapNames(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { departments } = smarthr.rows();
  if (departments.length < 2) return [];
  const one = chance.pick(departments);
  const other = chance.pick(departments.filter(({ id }) => id !== one.id));
  return [change("departments", one.id, { name: other.name }), change("departments", other.id, { name: one.name })];
}

function dropDepartment(...[chance, smarthr]: Drawn): readonly Edit[] {
  const { departments, crews } = smarthr.rows();
  const used = new Set([
    ...crews.flatMap(({ departmentIds }) => departmentIds),
    ...departments.map((row) => row.parentId),
  ]);
  const unused = departments.filter(({ id }) => !used.has(id));
  return unused.length === 0 ? [] : [{ op: "delete", list: "departments", where: { id: chance.pick(unused).id } }];
}

function optOut(...of: Drawn): readonly Edit[] {
  return choose(...of, "skip");
}

function optIn(...of: Drawn): readonly Edit[] {
  return choose(...of, of[0].happens(0.5) ? "sync" : null);
}

function choose(...[chance, smarthr, value]: readonly [...Drawn, string | null]): readonly Edit[] {
  const fieldId = smarthr.fieldId();
  return fieldId === null ? [] : update(chance, smarthr, { custom_fields: [{ template_id: fieldId, value }] });
}

function update(...[chance, smarthr, values]: readonly [...Drawn, Values]): readonly Edit[] {
  const { crews } = smarthr.rows();
  return crews.length === 0 ? [] : [change("crews", chance.pick(crews).id, values)];
}

function change(list: EditedList, id: string, values: Values): Edit {
  return { op: "update", list, where: { id }, values };
}
