import { endLink } from "../app/end-link.ts";
import { endLinkOfFormer } from "../app/end-link-of-former.ts";
import { linkByAccessToken } from "../app/link-by-access-token.ts";
import { startLink } from "../app/link-by-oauth.ts";
import type { InvalidSubdomain, LinkProblem } from "../app/link-problem.ts";
import { confirmLink, discardLink, nameAccount } from "../app/pending-link.ts";
import type { Product } from "../app/product.ts";
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
    const typed = { account, ...access, signal };
    const linked = await linking(product, session, (owner) => linkByAccessToken(product, owner, typed));
    return linked.ok ? pageOf(session) : problemOf(linked);
  });

  serve(routes, contract.confirmLink, async ({ session, body }) => {
    const linked = await linking(product, session, (owner) => confirmLink(product, owner, { ...body, signal }));
    return linked.ok ? pageOf(session) : problemOf(linked);
  });

  serve(routes, contract.nameAccount, async ({ session, body }) => {
    const typed = { typed: body.subdomain, signal };
    const named = await linking(product, session, (owner) => nameAccount(product, owner, typed));
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

/** Carries out what may make the signed-in person's link: SmartHR takes its time, and they may be no administrator any more at the end. */
export async function linking<T>(
  product: Product,
  session: Session,
  work: (owner: ReturnType<typeof ownerOf>) => Promise<T>,
): Promise<T> {
  const { companyId, administratorId: id, email } = session;
  try {
    return await work(ownerOf(session));
  } finally {
    await endLinkOfFormer(product, { companyId, id, email });
  }
}

/** Whose link the signed-in person's is. */
export function ownerOf({ companyId, email }: Session) {
  return { companyId, administratorEmail: email };
}

function problemOf({ fault }: { readonly fault: LinkProblem | InvalidSubdomain }): Result<never, Problem> {
  if (fault.kind !== "invalid-subdomain") return fail(fault);
  return fail({ kind: "invalid-input", fields: [{ field: "subdomain", fault: "invalid-subdomain" }] });
}
