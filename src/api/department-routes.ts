import { addDepartment, changeDepartment, deleteDepartment } from "../app/edit-departments.ts";
import type { Product } from "../app/product.ts";
import { type DepartmentWithHistory, showDepartment } from "../app/show-department.ts";
import { type ShownDepartment, showDepartments } from "../app/show-departments.ts";
import * as contract from "../contract/departments.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { AddRoutes } from "./api-parts.ts";
import { serve } from "./serve-endpoint.ts";
import type { Session } from "./session.ts";

/** 部署管理. */
export const addDepartmentRoutes: AddRoutes = (routes, { product }) => {
  serve(routes, contract.listDepartments, async ({ session }) => {
    return ok({ departments: [...(await showDepartments(product, session.companyId))] });
  });

  serve(routes, contract.getDepartment, async ({ session, part }) => {
    const found = await showDepartment(product, session.companyId, part("code"));
    return found.ok ? ok(toDetail(found.value)) : found;
  });

  serve(routes, contract.addDepartment, async ({ session, body }) => {
    const done = await addDepartment(product, editorOf(session), body);
    return done.ok ? shown(product, session, body.code) : done;
  });

  serve(routes, contract.changeDepartment, async ({ session, body: { version, ...form }, part }) => {
    const code = part("code");
    const done = await changeDepartment(product, editorOf(session), { code, ...form }, version);
    return done.ok ? shown(product, session, code) : done;
  });

  serve(routes, contract.deleteDepartment, ({ session, query: { version }, part }) =>
    deleteDepartment(product, editorOf(session), { code: part("code"), version }),
  );
};

function toDetail({ path, history, ...rest }: DepartmentWithHistory): contract.DepartmentDetail {
  return {
    ...rest,
    path: [...path],
    history: history.map(({ change, at, actor, runId, runKind }) => ({
      kind: change.kind,
      at,
      actor,
      runId,
      runKind,
      before: change.kind === "create" ? null : change.before,
      after: change.kind === "delete" ? null : change.after,
    })),
  };
}

function editorOf({ companyId, email }: Session) {
  return { companyId, actor: email };
}

/** The department as it is after what was done; it may be gone again by then. */
async function shown(
  product: Pick<Product, "db">,
  { companyId }: Session,
  wanted: string,
): Promise<Result<ShownDepartment, Problem>> {
  const department = (await showDepartments(product, companyId)).find(({ code }) => code === wanted);
  return department === undefined ? fail({ kind: "not-found" }) : ok(department);
}
