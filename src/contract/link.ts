import { z } from "zod";
import type { LinkRefusal } from "../core/problem.ts";
import type { RunFailure } from "../core/run.ts";
import { endpoint } from "./endpoint.ts";
import { fault, requiredText } from "./form-fields.ts";
import { LinkState } from "./me.ts";

/** What the page SmartHR連携 shows. */
export const LinkPage = z.object({
  link: LinkState,
  /** Whether 「連携する」 by OAuth can be offered: the installation is a SmartHR Plus app. */
  oauthOffered: z.boolean(),
  /**
   * Linking was completed, but employees cannot be synced until somebody puts this right in SmartHR (M27). As it was when the field was
   * last looked at, by linking or by a run: 「再連携する」 looks again.
   */
  optOutFieldFailure: z.custom<RunFailure>().meta({ title: "RunFailure" }).nullable(),
  /**
   * Whether the account's field was found or made before. Linking anew then looks for no other one (M35): only 「カスタム項目を再作成する」 does.
   */
  optOutFieldRemembered: z.boolean(),
  /** M31: who else of the company is linked, to which account. */
  others: z.array(z.object({ email: z.string(), tenantUrl: z.string(), expired: z.boolean() })).readonly(),
  /** Somebody came back from another SmartHR account than the company's others, and has not confirmed it yet. */
  pending: z.object({ subdomain: z.string(), linkedSubdomains: z.array(z.string()).readonly() }).nullable(),
  /** SmartHR gave its permission, and nothing tells for which account: the person has to type it (`nameAccount`), or to discard it. */
  accountNeeded: z.boolean(),
  /** How the coming back from SmartHR ended that led to this very page (`back`); given once. */
  outcome: z
    .union([
      z.object({ kind: z.literal("completed") }),
      z.object({ kind: z.literal("refused"), reason: z.custom<LinkRefusal>().meta({ title: "LinkRefusal" }) }),
    ])
    .nullable(),
});

export const getLinkPage = endpoint({
  method: "GET",
  path: "/api/link",
  about: "The signed-in person's link, and what the page about it shows.",
  who: "administrator",
  /** What `/settings/smarthr?back=…` was opened with: pages of other tabs do not get this one's outcome. */
  query: z.object({ back: z.string().max(100).optional() }),
  answer: LinkPage,
});

export const startLink = endpoint({
  method: "POST",
  path: "/api/link/start",
  about: "M11: where 「連携する」 sends the browser. SmartHR sends it back to /smarthr/callback.",
  who: "administrator",
  answer: z.object({ url: z.string() }),
});

export const TokenLinkForm = z.object({
  /** The subdomain, or the account's whole address. */
  subdomain: requiredText(),
  accessToken: z
    .string(fault("required"))
    .trim()
    .min(1, fault("required"))
    .max(1_000, fault("too-long"))
    // Nothing at all is only missing: one sentence for one field.
    .regex(/^[\x21-\x7e]*$/, fault("invalid-token")),
  /** The account of which the problem other-tenant was read: no other one is linked because of it. */
  confirmedSubdomain: z.string().nullable().default(null),
});

export const linkByToken = endpoint({
  method: "POST",
  path: "/api/link/token",
  about: "Links by an access token that a SmartHR administrator issued; 90 days like any link.",
  who: "administrator",
  body: TokenLinkForm,
  answer: LinkPage,
});

export const confirmLink = endpoint({
  method: "POST",
  path: "/api/link/confirm",
  about:
    "Keeps the link to another SmartHR account that waits for confirmation; if another one waits by now than was asked about, the problem other-tenant names it.",
  who: "administrator",
  body: z.object({ subdomain: requiredText() }),
  answer: LinkPage,
});

/** The subdomain, or the account's whole address. */
export const AccountForm = z.object({ subdomain: requiredText() });

export const nameAccount = endpoint({
  method: "POST",
  path: "/api/link/account",
  about: "Says which SmartHR account the permission that waits is for; then it is a link, or waits to be confirmed.",
  who: "administrator",
  body: AccountForm,
  answer: LinkPage,
});

export const discardLink = endpoint({
  method: "POST",
  path: "/api/link/discard",
  about: "Throws away the link that waits for confirmation; its tokens are revoked and erased.",
  who: "administrator",
  answer: LinkPage,
});

export const endLink = endpoint({
  method: "DELETE",
  path: "/api/link",
  about: "M30: 「連携を解除する」: tokens are revoked and erased, the roster stays.",
  who: "administrator",
  answer: LinkPage,
});

export type LinkPage = z.infer<typeof LinkPage>;
