import { applyEdits, findRowId } from "./apply-edits.ts";
import type { JsonObject } from "./change-crew.ts";
import type { Edit } from "./edit.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** A story that goes on after a first sync. */
export interface Scenario {
  /** What happens, for the control page. */
  readonly title: string;
  readonly run: (world: World, tenant: Tenant) => void;
}

/** The stories by name. Those of the manual fit the seed `manual`, those of departments and of given people `edge-cases`. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  m18: {
    title: "M18: 人事部（A003）がなくなり、人事本部（A004）ができる",
    run: (world, tenant) => listDepartments(world, tenant, MANUAL_DEPARTMENTS, { code: "A004", name: "人事本部" }),
  },
  m19: {
    title: "M19: 人事部（A003）がなくなり、同じ名前の人事部（A004）ができる",
    run: (world, tenant) => listDepartments(world, tenant, MANUAL_DEPARTMENTS, { code: "A004", name: "人事部" }),
  },
  "address-changed": {
    title: "最初の従業員のメールアドレスが変わる",
    run: (world, tenant) => updateCrew(world, tenant, { at: 0 }, { email: "address-changed@example.com" }),
  },
  "address-passed-on": {
    title: "最初の従業員が削除され、そのメールアドレスが別人の新しい従業員に渡る",
    run: (world, tenant) => {
      const former = tenant.crews.get(findRowId(tenant, "crews", { at: 0 }));
      const email = former?.values["email"] ?? null;
      applyEdits(world, tenant, [
        { op: "delete", list: "crews", where: { at: 0 } },
        { op: "insert", list: "crews", values: { ...NEWCOMER, email } },
      ]);
    },
  },
  "addresses-swapped": {
    title: "最初の2人のメールアドレスが入れ替わる",
    run: (world, tenant) => {
      const [first, second] = tenant.crews.list();
      const [firstEmail, secondEmail] = [first?.values["email"] ?? null, second?.values["email"] ?? null];
      updateCrew(world, tenant, { at: 0 }, { email: secondEmail });
      updateCrew(world, tenant, { at: 1 }, { email: firstEmail });
    },
  },
  "address-held": {
    title: "2人目の従業員が削除され、そのメールアドレスを最初の従業員が使う",
    run: (world, tenant) => {
      const second = tenant.crews.get(findRowId(tenant, "crews", { at: 1 }));
      const email = second?.values["email"] ?? null;
      applyEdits(world, tenant, [{ op: "delete", list: "crews", where: { at: 1 } }]);
      updateCrew(world, tenant, { at: 0 }, { email });
    },
  },
  "opted-out-later": {
    title: "最初の従業員の「ミキワメ連携」が「連携しない」になる",
    run: (world, tenant) => {
      const templateId = findRowId(tenant, "crew_custom_field_templates", { name: "ミキワメ連携" });
      updateCrew(world, tenant, { at: 0 }, { custom_fields: [{ template_id: templateId, value: "skip" }] });
    },
  },
  retired: {
    title: "最初の従業員が退職する",
    run: (world, tenant) => updateCrew(world, tenant, { at: 0 }, { emp_status: "retired", resigned_at: "2025-03-31" }),
  },
  rehired: {
    title: "退職した最初の従業員が、退職年月日を残したまま在職中に戻る",
    run: (world, tenant) => updateCrew(world, tenant, { emp_status: "retired" }, { emp_status: "employed" }),
  },
  "department-name-taken": {
    title: "総務課（0012）がある間に、同じ名前の総務課（X001）ができる",
    run: (world, tenant) => insertDepartment(world, tenant, { name: "総務課", code: "X001" }),
  },
  "department-names-swapped": {
    title: "総務課（0012）と庶務課（12）の名前が入れ替わる",
    run: (world, tenant) => {
      updateDepartment(world, tenant, { code: "0012" }, { name: "庶務課" });
      updateDepartment(world, tenant, { code: "12" }, { name: "総務課" });
    },
  },
  "department-loop": {
    title: "物流部（L001）が倉庫課（L002）の下に移り、倉庫課は購買部と同じ名前になって最上位に移る",
    run: (world, tenant) => {
      const warehouse = findRowId(tenant, "departments", { code: "L002" });
      updateDepartment(world, tenant, { code: "L002" }, { name: "購買部", parent_id: null });
      updateDepartment(world, tenant, { code: "L001" }, { parent_id: warehouse });
    },
  },
  "attribute-blank": {
    title: "全員の社員番号が空になる",
    run: (world, tenant) => {
      const edits = tenant.crews.list().map(
        (crew): Edit => ({
          op: "update",
          list: "crews",
          where: { id: crew.id },
          values: { emp_code: null },
        }),
      );
      applyEdits(world, tenant, edits);
    },
  },
};

const NEWCOMER = {
  emp_code: "N0001",
  last_name: "新田",
  first_name: "次",
  last_name_yomi: "ニッタ",
  first_name_yomi: "ツギ",
  gender: "female",
} as const;

const MANUAL_DEPARTMENTS = [
  { code: "A001", name: "営業部" },
  { code: "A002", name: "開発部" },
] as const;

// M18, M19: SmartHR's table is exactly these. People keep what they carry, so that M26's table stays what it is.
function listDepartments(world: World, tenant: Tenant, kept: readonly JsonObject[], successor: JsonObject): void {
  const edits = tenant.departments.list().map((row): Edit => {
    const stays = kept.some((department) => department["code"] === row.code);
    const values = { discontinued_on: stays ? null : "2025-03-31" };
    return { op: "update", list: "departments", where: { id: row.id }, values };
  });
  applyEdits(world, tenant, edits);
  insertDepartment(world, tenant, successor);
}

function insertDepartment(world: World, tenant: Tenant, values: JsonObject): void {
  applyEdits(world, tenant, [{ op: "insert", list: "departments", values }]);
}

function updateDepartment(world: World, tenant: Tenant, where: { code: string }, values: JsonObject): void {
  applyEdits(world, tenant, [{ op: "update", list: "departments", where, values }]);
}

function updateCrew(world: World, tenant: Tenant, where: Record<string, string | number>, values: JsonObject): void {
  applyEdits(world, tenant, [{ op: "update", list: "crews", where, values }]);
}
