import { changeEmployee } from "../../src/app/change-employee.ts";
import { deleteEmployees } from "../../src/app/delete-employees.ts";
import { addDepartment, changeDepartment, deleteDepartment } from "../../src/app/edit-departments.ts";
import { type EmployeeEdit, editedEmployee } from "../../src/core/edit-employee.ts";
import type { RosterEmployee } from "../../src/core/roster.ts";
import { findEmployeesById, readVersionedDepartments } from "../../src/store/write-by-hand.ts";
import type { HandEdit } from "./laws.ts";
import type { Chance } from "./random.ts";
import type { ProductProcess, World } from "./world.ts";

const ACTOR = "見本 花子";

/** An administrator edits the roster in the product, and sees what they did. */
export async function editByHand(world: World, { product }: ProductProcess, chance: Chance): Promise<void> {
  const drawn = await chance.pick([changeSomebody, changeSomebody, deleteSomebody, addOne, renameOne, deleteOne])(
    world,
    product,
    chance,
  );
  if (drawn === null) return;
  const { act, ...edit } = drawn;
  const handEdit: HandEdit = { ...edit, written: false };
  world.judge.handEdit(handEdit);
  world.scheduler.note(`by hand: ${handEdit.name}`);
  const { ok } = await act();
  if (ok && !handEdit.written) world.judge.violate("roster", `${handEdit.name} was acknowledged and not written`);
  if (!ok && handEdit.written) world.judge.violate("roster", `${handEdit.name} was refused and written`);
  world.judge.handEdit(null);
}

type Drawn = Omit<HandEdit, "written"> & { readonly act: () => Promise<{ readonly ok: boolean }> };
type Draw = (world: World, product: ProductProcess["product"], chance: Chance) => Promise<Drawn | null>;

const changeSomebody: Draw = async ({ companyId, judge }, product, chance) => {
  const seen = judge.roster().employees;
  if (seen.length === 0) return null;
  const { id: employeeId } = chance.pick(seen);
  const [found] = await findEmployeesById(product.db.queries, companyId, [employeeId]);
  if (found === undefined) return null;
  const { email: _email, crewId: _crewId, id: _id, version, crewSince: _since, retiredByHand: _by, ...fields } = found;
  const edit: EmployeeEdit = { ...fields, jobTitle: `職務${chance.between(1, 9999)}`, retired: chance.happens(0.2) };
  return {
    name: "an employee is changed",
    apply: (roster) => ({
      ...roster,
      employees: roster.employees.map((row) =>
        row.id === employeeId ? nextVersion(editedEmployee(row, edit) ?? row) : row,
      ),
    }),
    act: () => changeEmployee(product, { companyId, employeeId, version, actor: ACTOR, edit }),
  };
};

function nextVersion(row: RosterEmployee): RosterEmployee {
  return { ...row, version: row.version + 1 };
}

const deleteSomebody: Draw = async ({ companyId, judge }, product, chance) => {
  const seen = judge.roster().employees;
  if (seen.length === 0) return null;
  const { id } = chance.pick(seen);
  const [found] = await findEmployeesById(product.db.queries, companyId, [id]);
  if (found === undefined) return null;
  return {
    name: "an employee is deleted",
    apply: (roster) => ({ ...roster, employees: roster.employees.filter((row) => row.id !== id) }),
    act: () => deleteEmployees(product, { companyId, employees: [{ id, version: found.version }], actor: ACTOR }),
  };
};

const addOne: Draw = async ({ companyId }, product, chance) => {
  const number = chance.between(1, 9999);
  const department = { code: `H${number}`, name: `手入力第${number}部`, parentCode: null };
  return {
    name: "a department is added",
    apply: (roster) => ({ ...roster, departments: [...roster.departments, department] }),
    act: () => addDepartment(product, { companyId, actor: ACTOR }, department),
  };
};

const renameOne: Draw = async ({ companyId }, product, chance) => {
  const found = await readVersionedDepartments(product.db.queries, companyId);
  if (found.length === 0) return null;
  const { row, version } = chance.pick(found);
  const after = { ...row, name: `手入力改第${chance.between(1, 9999)}部` };
  return {
    name: "a department is renamed",
    apply: (roster) => ({
      ...roster,
      departments: roster.departments.map((other) => (other.code === row.code ? after : other)),
    }),
    act: () => changeDepartment(product, { companyId, actor: ACTOR }, after, version),
  };
};

const deleteOne: Draw = async ({ companyId }, product, chance) => {
  const found = await readVersionedDepartments(product.db.queries, companyId);
  if (found.length === 0) return null;
  const { row, version } = chance.pick(found);
  return {
    name: "a department is deleted",
    apply: (roster) => ({ ...roster, departments: roster.departments.filter(({ code }) => code !== row.code) }),
    act: () => deleteDepartment(product, { companyId, actor: ACTOR }, { code: row.code, version }),
  };
};
