import type { Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import type { LetterAboutHeldRun, Mail } from "../core/mail.ts";
import { holdingOf } from "../core/run.ts";
import { listAdministrators } from "../store/administrators.ts";
import { claimUnannounced, releaseUnannounced, type UnannouncedRun } from "../store/announcements.ts";
import { readCompany } from "../store/companies.ts";
import { runNamed } from "./observe-run.ts";
import type { Product } from "./product.ts";

/** How long a process waits before it troubles a mail server again that took nothing. */
export const MAIL_PAUSE_MS = 60_000;

type Parts = Pick<Product, "db" | "clock" | "mail" | "observe" | "appUrl">;

/** Tells every company's administrators by mail which runs a guard stopped, each holding once (docs/decisions/0043); to be called again and again. */
export function announceHeldRuns(product: Parts): () => Promise<void> {
  const { db, clock, mail, observe } = product;
  let quietUntil: Instant | null = null;
  return async () => {
    if (mail === null || (quietUntil !== null && clock.now() < quietUntil)) return;
    quietUntil = null;
    for (;;) {
      const held = await claimUnannounced(db.queries, clock.now());
      if (held === null) return;
      const { sent, unsent } = await sendLetters(product, mail, held);
      observe({ kind: "run-announced", ...runNamed(held.run), sent, unsent });
      if (sent > 0 || unsent === 0) continue;
      await releaseUnannounced(db.queries, held);
      quietUntil = clock.now() + MAIL_PAUSE_MS;
      return;
    }
  };
}

async function sendLetters(
  product: Parts,
  mail: Mail,
  held: UnannouncedRun,
): Promise<{ readonly sent: number; readonly unsent: number }> {
  const letters = await lettersAbout(product, held);
  const outcomes = await Promise.all(letters.map((letter) => mail.send(letter)));
  const sent = outcomes.filter(({ ok }) => ok).length;
  return { sent, unsent: outcomes.length - sent };
}

async function lettersAbout(
  { db, appUrl }: Parts,
  { run, guards }: UnannouncedRun,
): Promise<readonly LetterAboutHeldRun[]> {
  const holding = holdingOf(run);
  if (holding === null) return [];
  const { name: companyName } = await readCompany(db.queries, run.companyId);
  const people = await listAdministrators(db.queries, run.companyId);
  const letter = {
    kind: "run-held",
    companyName,
    subject: run.subject,
    runKind: run.kind,
    actor: people.find(({ email }) => email === emailKey(run.actor))?.name ?? run.actor,
    guards: guards.filter(({ tripped }) => tripped).map(({ people: _named, ...reading }) => reading),
    url: `${appUrl}/runs/${run.id}`,
    expiresAt: holding.expiresAt,
  } as const;
  return people
    .filter(({ role, joinedAt }) => role === "administrator" && joinedAt !== null)
    .map(({ email: to, name }) => ({ ...letter, to, name }));
}
