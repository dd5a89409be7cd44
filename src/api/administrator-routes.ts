import { changeRole as saveRole } from "../app/change-role.ts";
import { inviteAdministrator as invite } from "../app/invite-administrator.ts";
import { type AdministratorWithLink, listAdministrators as list } from "../app/list-administrators.ts";
import { removeAdministrator as remove } from "../app/remove-administrator.ts";
import { type RenewedLink, renewInvitation as renew } from "../app/renew-invitation.ts";
import {
  type AdministratorRow,
  changeRole,
  inviteAdministrator,
  listAdministrators,
  removeAdministrator,
  renewInvitation,
} from "../contract/administrators.ts";
import { fail, ok } from "../core/result.ts";
import type { AddRoutes, ApiParts } from "./api-parts.ts";
import { logUnsent } from "./log-unsent.ts";
import { serve } from "./serve-endpoint.ts";

/** The company's people: who they are, and who comes and goes. */
export const addAdministratorRoutes: AddRoutes = (routes, parts) => {
  const { product } = parts;
  serve(routes, listAdministrators, async ({ session }) => {
    const people = await list(product, session.companyId);
    return ok({ administrators: people.map(toRow) });
  });
  serve(routes, inviteAdministrator, async ({ session, body }) => {
    const invited = await invite(product, { ...body, companyId: session.companyId, invitedBy: session.name });
    if (invited.ok) return ok(handOver(parts, invited.value.link));
    if (invited.fault.kind === "administrator-exists") return fail(invited.fault);
    return fail({ kind: "invalid-input", fields: [{ field: "email", fault: invited.fault.kind }] });
  });
  serve(routes, renewInvitation, async ({ session, part }) => {
    const renewed = await renew(product, { companyId: session.companyId, id: part("id") }, session.name);
    return renewed.ok ? ok(handOver(parts, renewed.value)) : renewed;
  });
  serve(routes, changeRole, async ({ session, part, body }) => {
    const { companyId } = session;
    const changed = await saveRole(product, { companyId, id: part("id") }, body.role);
    if (!changed.ok) return changed;
    const people = await list(product, companyId);
    const person = people.find(({ id }) => id === changed.value.id);
    return person === undefined ? fail({ kind: "stale" }) : ok(toRow(person));
  });
  serve(routes, removeAdministrator, async ({ session, part }) => {
    const removed = await remove(product, { companyId: session.companyId, id: part("id") });
    return removed.ok ? ok(null) : removed;
  });
};

function handOver(parts: ApiParts, { url, expiresAt, letter }: RenewedLink) {
  logUnsent(parts, letter);
  return { url, expiresAt, mailed: letter === "sent" };
}

function toRow({ joinedAt, companyId: _, ...person }: AdministratorWithLink): AdministratorRow {
  return { ...person, invited: joinedAt === null };
}
