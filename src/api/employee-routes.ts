import { changeEmployee } from "../app/change-employee.ts";
import { deleteEmployees } from "../app/delete-employees.ts";
import { allEmployeesSought, type ListedEmployee, searchEmployees } from "../app/search-employees.ts";
import { type ShownEmployee, showEmployee } from "../app/show-employee.ts";
import * as contract from "../contract/employees.ts";
import { ok } from "../core/result.ts";
import type { Employee, RosterEmployee } from "../core/roster.ts";
import { employeeFileName } from "../text/employee-file.ts";
import type { AddRoutes } from "./api-parts.ts";
import { employeeFileResponse } from "./employee-file-response.ts";
import { serve } from "./serve-endpoint.ts";

/** 自社社員管理. */
export const addEmployeeRoutes: AddRoutes = (routes, { product, logDefect }) => {
  serve(routes, contract.listEmployees, async ({ session, query }) => {
    const { employees, total } = await searchEmployees(product, session.companyId, query);
    return ok({ employees: employees.map(toRow), total, page: query.page, perPage: query.perPage });
  });

  serve(routes, contract.downloadEmployees, ({ session, query }) =>
    employeeFileResponse(
      allEmployeesSought(product, session.companyId, query),
      employeeFileName(product.clock.now()),
      logDefect,
    ),
  );

  serve(routes, contract.getEmployee, async ({ session, part }) => {
    const found = await showEmployee(product, session.companyId, part("id"));
    return found.ok ? ok(toDetail(found.value)) : found;
  });

  serve(routes, contract.changeEmployee, async ({ session, body: { version, ...edit }, part }) => {
    const { companyId, email: actor } = session;
    const changed = await changeEmployee(product, { companyId, employeeId: part("id"), version, actor, edit });
    return changed.ok ? ok({ version: changed.value }) : changed;
  });

  serve(routes, contract.deleteEmployees, async ({ session, body: { employees } }) => {
    const { companyId, email: actor } = session;
    const deleted = await deleteEmployees(product, { companyId, employees, actor });
    return deleted.ok ? ok({ deleted: deleted.value }) : deleted;
  });
};

function toRow(listed: ListedEmployee): contract.EmployeeRow {
  return { ...employeeColumns(listed), version: listed.employee.version };
}

/** What a list shows of an employee, of today or of a past day. */
export function employeeColumns({ employee, departmentName }: ListedEmployee): Omit<contract.EmployeeRow, "version"> {
  const { id, employeeNumber, lastName, firstName, lastNameKana, firstNameKana, email, departmentCode } = employee;
  const { jobTitle, employmentType, hiredOn, retired } = employee;
  return {
    id,
    employeeNumber,
    lastName,
    firstName,
    lastNameKana,
    firstNameKana,
    email,
    departmentCode,
    departmentName,
    jobTitle,
    employmentType,
    hiredOn,
    retired,
  };
}

function toDetail(shown: ShownEmployee): contract.EmployeeDetail {
  const { employee, history, departmentPath, ...rest } = shown;
  return {
    ...rest,
    id: employee.id,
    version: employee.version,
    employee: toState(employee),
    retiredByHand: employee.retiredByHand,
    departmentPath: [...departmentPath],
    history: history.map(({ change, at, actor, runId, runKind }) => ({
      kind: change.kind,
      at,
      actor,
      runId,
      runKind,
      before: change.kind === "create" ? null : toHistoryState(change.before),
      after: change.kind === "delete" ? null : toHistoryState(change.after),
    })),
  };
}

function toHistoryState(employee: RosterEmployee): NonNullable<contract.EmployeeHistoryEntry["after"]> {
  return { ...toState(employee), retiredByHand: employee.retiredByHand };
}

function toState(employee: Employee): contract.EmployeeDetail["employee"] {
  return {
    email: employee.email,
    employeeNumber: employee.employeeNumber,
    lastName: employee.lastName,
    firstName: employee.firstName,
    lastNameKana: employee.lastNameKana,
    firstNameKana: employee.firstNameKana,
    gender: employee.gender,
    birthDate: employee.birthDate,
    departmentCode: employee.departmentCode,
    jobTitle: employee.jobTitle,
    hiredOn: employee.hiredOn,
    retiredOn: employee.retiredOn,
    employmentType: employee.employmentType,
    retired: employee.retired,
    crewId: employee.crewId,
  };
}
