import { endLink } from "../app/end-link.ts";
import { linkByAccessToken } from "../app/link-by-access-token.ts";
import { startLink } from "../app/link-by-oauth.ts";
import type { InvalidSubdomain, LinkProblem } from "../app/link-problem.ts";
import { confirmLink, discardLink, nameAccount } from "../app/pending-link.ts";
import { readLinkPage } from "../app/read-link-page.ts";
import * as contract from "../contract/link.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { AddRoutes } from "./api-parts.ts";
import { createLinkCookies } from "./link-cookies.ts";
import { serve } from "./serve-endpoint.ts";
import type { Session } from "./session.ts";

/** The page SmartHR連携 (M10–M14, M29–M32). */
export const addLinkRoutes: AddRoutes = (routes, { product }) => {
  const cookies = createLinkCookies(product.appUrl);
  const pageOf = async (session: Session) => ok(await readLinkPage(product, ownerOf(session), null));
  // Nobody stops half-way through because a browser was closed: what SmartHR gives is given once.
  const signal = new AbortController().signal;

  serve(routes, contract.getLinkPage, async ({ session, query }) =>
    ok(await readLinkPage(product, ownerOf(session), query.back ?? null)),
  );

  serve(routes, contract.startLink, async ({ session, context }) => {
    const started = await startLink(product, ownerOf(session));
    if (!started.ok) return started;
    const { url, state, kept, keptSeconds } = started.value;
    cookies.keepStart(context, { state, kept, seconds: keptSeconds });
    return context.json({ url });
  });

  serve(routes, contract.linkByToken, async ({ session, body }) => {
    const { subdomain: account, ...access } = body;
    const linked = await linkByAccessToken(product, ownerOf(session), { account, ...access, signal });
    return linked.ok ? pageOf(session) : problemOf(linked);
  });

  serve(routes, contract.confirmLink, async ({ session, body }) => {
    const linked = await confirmLink(product, ownerOf(session), { ...body, signal });
    return linked.ok ? pageOf(session) : problemOf(linked);
  });

  serve(routes, contract.nameAccount, async ({ session, body }) => {
    const named = await nameAccount(product, ownerOf(session), { typed: body.subdomain, signal });
    return named.ok ? pageOf(session) : problemOf(named);
  });

  serve(routes, contract.discardLink, async ({ session }) => {
    await discardLink(product, ownerOf(session));
    return pageOf(session);
  });

  serve(routes, contract.endLink, async ({ session }) => {
    await endLink(product, ownerOf(session));
    return pageOf(session);
  });
};

/** Whose link the signed-in person's is. */
export function ownerOf({ companyId, email }: Session) {
  return { companyId, administratorEmail: email };
}

function problemOf({ fault }: { readonly fault: LinkProblem | InvalidSubdomain }): Result<never, Problem> {
  if (fault.kind !== "invalid-subdomain") return fail(fault);
  return fail({ kind: "invalid-input", fields: [{ field: "subdomain", fault: "invalid-subdomain" }] });
}
