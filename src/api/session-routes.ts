import { acceptInvitation as accept, readInvitation } from "../app/accept-invitation.ts";
import { readCompanySettings } from "../app/company-settings.ts";
import { linkStateOf } from "../app/link-state.ts";
import { requestNewPassword as sendNewPassword } from "../app/request-new-password.ts";
import { forgetPasswordTries, recordSignIn, takePasswordTry } from "../app/sign-in-tries.ts";
import {
  acceptInvitation,
  changePassword,
  getInvitation,
  requestNewPassword,
  signIn,
  signOut,
} from "../contract/administrators.ts";
import { getMe } from "../contract/me.ts";
import { emailKey } from "../core/email.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { contactText } from "../text/contact-text.ts";
import type { AddRoutes, ApiParts } from "./api-parts.ts";
import { clientAddressOf } from "./client-address.ts";
import { logUnsent } from "./log-unsent.ts";
import { type Asked, serve, serveAnyone } from "./serve-endpoint.ts";
import type { Session } from "./session.ts";
import { type Cookies, hashPassword } from "./sign-in.ts";

/** Signing in and out, one's own password, and who is signed in. */
export const addSessionRoutes: AddRoutes = (routes, parts) => {
  const { product } = parts;
  serveAnyone(routes, signIn, (asked) => enter(parts, asked));
  serveAnyone(routes, signOut, async ({ request }) => withCookies(await parts.signIn.signOut(request)));
  serve(routes, changePassword, (asked) => replacePassword(parts, asked));
  serveAnyone(routes, getInvitation, ({ part }) => readInvitation(product, part("token")));
  serveAnyone(routes, acceptInvitation, ({ part, body }) =>
    accept(product, { token: part("token"), password: body.password }, hashPassword),
  );
  serveAnyone(routes, requestNewPassword, async ({ body, context }) => {
    // Nobody waits for it: how long it takes would tell whether the address is somebody's.
    sendNewPassword(product, { email: body.email, clientAddress: clientAddressOf(context) })
      .then((letter) => logUnsent(parts, letter))
      .catch(parts.logDefect);
    return ok({ mailSetUp: product.mail !== null });
  });
  serve(routes, getMe, async ({ session }) => {
    const { company, contact } = await readCompanySettings(product, session.companyId);
    const link = await linkStateOf(product, session.companyId, session.email);
    const { administratorId, email, name, role } = session;
    const shown = { slug: company.slug, name: company.name };
    return ok({ administratorId, email, name, role, company: shown, link, contact: contactText(contact) });
  });
};

async function enter(
  { product, signIn }: ApiParts,
  { body, request, context }: Asked<unknown, { readonly email: string; readonly password: string }, unknown>,
): Promise<Result<null, Problem> | Response> {
  const tried = { email: emailKey(body.email), clientAddress: clientAddressOf(context) };
  const allowed = await takePasswordTry(product, tried);
  if (!allowed.ok) return allowed;
  const signed = await signIn.signIn(request, { email: tried.email, password: body.password });
  if (signed === null) return fail({ kind: "wrong-password" });
  await recordSignIn(product, { ...tried, administratorId: signed.administratorId });
  return withCookies(signed.cookies);
}

async function replacePassword(
  { product, signIn }: ApiParts,
  asked: Asked<unknown, { readonly currentPassword: string; readonly newPassword: string }, Session>,
): Promise<Result<null, Problem> | Response> {
  const { email } = asked.session;
  // Whoever found a machine signed in does not get to guess, either.
  const allowed = await takePasswordTry(product, { email, clientAddress: clientAddressOf(asked.context) });
  if (!allowed.ok) return allowed;
  const changed = await signIn.changePassword(asked.request, asked.body);
  if (!changed.ok) {
    const { kind } = changed.fault;
    if (kind === "not-signed-in") return fail({ kind });
    return fail({ kind: "invalid-input", fields: [{ field: "currentPassword", fault: kind }] });
  }
  await forgetPasswordTries(product, email);
  return withCookies(changed.value);
}

function withCookies(cookies: Cookies): Response {
  return new Response(null, { status: 204, headers: cookies.map((cookie) => ["set-cookie", cookie]) });
}
