import type { Instant } from "../core/calendar.ts";
import type { LinkOutcome } from "../core/link-outcome.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { StartedAuthorization } from "../smarthr/oauth.ts";
import {
  addEndedLinkAttempt,
  endLinkAttempt,
  findLinkAttempt,
  hasLinkAttemptEnded,
  type LinkAttempt,
  openLinkAttempt,
  takeLinkAttempt,
} from "../store/link-attempts.ts";
import { type LinkOwner, secretOwner } from "../store/link-tokens.ts";
import { decryptSecret, encryptSecret, type SecretKeys } from "../store/secrets.ts";
import { accountOf } from "./account-of-tokens.ts";
import { forgetLinkAttempts } from "./forget-link-attempts.ts";
import { revokeTokens } from "./let-go-of-tokens.ts";
import { linkOrAsk } from "./link-or-ask.ts";
import { type LinkingNotSetUp, linkRefusalOf } from "./link-problem.ts";
import { oauthOf } from "./oauth-of.ts";
import type { Product } from "./product.ts";

/** How long an administrator may take in SmartHR. */
const ATTEMPT_MS = 10 * 60_000;
// Longer than SmartHR may take to answer twice; whoever took an attempt and says nothing by then has died.
const TAKEN_MS = 60_000;
const LOOK_AGAIN_MS = 500;

/** Where 「連携する」 sends the browser, and what the same browser has to keep until it comes back. */
export interface StartedLink {
  readonly url: string;
  /** Comes back in SmartHR's answer. */
  readonly state: string;
  /** State and verifier, encrypted for this administrator alone. */
  readonly kept: string;
  readonly keptSeconds: number;
}

/** An administrator's browser that comes back from SmartHR. */
export interface CameBack {
  readonly callbackUrl: URL;
  /** What this browser kept for the state in the address; null when it kept nothing. */
  readonly kept: string | null;
  readonly launchedSubdomain: string | null;
  readonly signal: AbortSignal;
}

/** M11: begins an attempt to link by OAuth. */
export async function startLink(product: Product, owner: LinkOwner): Promise<Result<StartedLink, LinkingNotSetUp>> {
  const { db, clock, newId, secretKeys, smarthr } = product;
  if (smarthr.client === null) return fail({ kind: "linking-not-set-up", missing: "app" });
  if (secretKeys === null) return fail({ kind: "linking-not-set-up", missing: "key" });
  await forgetLinkAttempts(product);
  const { url, state, codeVerifier } = await oauthOf(product, smarthr.client).startAuthorization();
  await openLinkAttempt(db.queries, owner, { id: newId(), state, at: clock.now() });
  const kept = encryptSecret(secretKeys, secretOwner(owner, "link-start"), JSON.stringify({ state, codeVerifier }));
  return ok({ url, state, kept, keptSeconds: ATTEMPT_MS / 1000 });
}

/**
 * M12, M13: turns what the administrator brought back into a link; M29: or renews the one there is. Gives the id under which the page can
 * show, once, how it ended. A second coming with the same answer, be it a reload or a browser that loads twice, ends as the first did:
 * SmartHR may take back what it gave when it sees a code twice.
 */
export async function completeLink(product: Product, owner: LinkOwner, cameBack: CameBack): Promise<string> {
  const { db, clock, secretKeys, smarthr } = product;
  const state = cameBack.callbackUrl.searchParams.get("state") ?? "";
  const attempt = await findLinkAttempt(db.queries, owner, state);
  if (attempt === null) return endUnasked(product, owner);
  if (attempt.takenAt !== null) return waitForEnd(product, attempt, attempt.takenAt);
  const started = secretKeys && openKept(secretKeys, owner, cameBack.kept);
  // Not taken: the browser that asked may still come.
  if (secretKeys === null || started?.state !== state) return endUnasked(product, owner);
  if (!(await takeLinkAttempt(db.queries, attempt.id, clock.now()))) {
    return waitForEnd(product, attempt, clock.now());
  }
  const inTime = clock.now() < attempt.startedAt + ATTEMPT_MS;
  const outcome =
    inTime && smarthr.client !== null
      ? await carryOut(product, secretKeys, owner, { ...cameBack, started, client: smarthr.client, attempt })
      : MISMATCH;
  await endLinkAttempt(db.queries, attempt.id, outcome);
  return attempt.id;
}

const MISMATCH: LinkOutcome = { kind: "refused", reason: { kind: "state-mismatch" } };

interface Returned extends CameBack {
  readonly started: Pick<StartedAuthorization, "state" | "codeVerifier">;
  readonly client: NonNullable<Product["smarthr"]["client"]>;
  readonly attempt: LinkAttempt;
}

async function carryOut(
  product: Product,
  keys: SecretKeys,
  owner: LinkOwner,
  { callbackUrl, started, client, attempt, launchedSubdomain, signal }: Returned,
): Promise<LinkOutcome> {
  try {
    const given = await oauthOf(product, client).completeAuthorization(callbackUrl, started);
    if (!given.ok) return { kind: "refused", reason: linkRefusalOf(given.fault) };
    const { accessToken, refreshToken, expiresAt, tenantId } = given.value;
    const tokens = { kind: "oauth", accessToken, refreshToken, accessTokenExpiresAt: expiresAt } as const;
    const account = await accountOf(product, { ...owner, tokens, tenantId, launchedSubdomain, signal });
    const outcome: LinkOutcome = account.ok
      ? await linkOrAsk(product, keys, { ...owner, tokens, subdomain: account.value, signal })
      : { kind: "refused", reason: account.fault };
    // Nothing holds what was given in vain.
    if (outcome.kind === "refused") await revokeTokens(product, [tokens]);
    return outcome;
  } catch (defect) {
    // Whoever comes second must not wait for it.
    await endLinkAttempt(product.db.queries, attempt.id, { kind: "refused", reason: { kind: "internal" } });
    throw defect;
  }
}

async function endUnasked({ db, clock, newId }: Product, owner: LinkOwner): Promise<string> {
  const id = newId();
  await addEndedLinkAttempt(db.queries, owner, { id, at: clock.now(), outcome: MISMATCH });
  return id;
}

async function waitForEnd({ db, clock }: Product, { id }: LinkAttempt, takenAt: Instant): Promise<string> {
  while (clock.now() < takenAt + TAKEN_MS) {
    if (await hasLinkAttemptEnded(db.queries, id)) return id;
    await clock.sleep(LOOK_AGAIN_MS);
  }
  await endLinkAttempt(db.queries, id, MISMATCH);
  return id;
}

function openKept(keys: SecretKeys, owner: LinkOwner, kept: string | null): Returned["started"] | null {
  if (kept === null) return null;
  const text = decryptSecret(keys, secretOwner(owner, "link-start"), kept);
  // What could be decrypted was written by startLink.
  return text.ok ? (JSON.parse(text.value) as Returned["started"]) : null;
}
