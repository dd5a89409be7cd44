import type { Instant } from "../core/calendar.ts";
import type { Examination } from "../core/examination.ts";
import { linkFigures, type OperatingFigures } from "../core/operating-figures.ts";
import { findOptOutField } from "../smarthr/opt-out-field.ts";
import { send } from "../smarthr/send.ts";
import { backUpsIn, freeBytesIn } from "../store/look-at-folder.ts";
import { readHealth } from "../store/read-health.ts";
import { readOperatingFigures } from "../store/read-operating-figures.ts";
import { readQueueVersion } from "../store/read-queue-version.ts";
import { givenKeyIds } from "../store/secrets.ts";
import { examineSecrets } from "../store/stored-secrets.ts";
import type { Product } from "./product.ts";
import { clientFor, type GivenAccess, PATIENCE_OF_A_PERSON_MS } from "./reach-smarthr.ts";
import { runFailureOf } from "./run-failure.ts";

/** What an operator knows of the installation besides the product. */
export interface Surroundings {
  readonly given: GivenAccess | null;
  /** The version of the queue's tables that this version of the product works with. */
  readonly queueVersion: number;
  /** Of the embedded database; null on PostgreSQL, whose disk is another machine's. */
  readonly dataDir: string | null;
  readonly backupDir: string | null;
  readonly signal: AbortSignal;
}

/** Looks at everything an operator would look at, from the database outwards. */
export async function examineInstallation(product: Product, around: Surroundings): Promise<readonly Examination[]> {
  const { db, clock, secretKeys } = product;
  const { version, now: databaseNow, missingRights, mayMakeQueue } = await readHealth(db.queries);
  const database = { kind: "database", engine: db.kind, version, missingRights } as const;
  // Whatever else is looked at is read from tables that may be refused.
  if (missingRights.length > 0) return [database, { kind: "schema" }];
  const now = clock.now();
  const figures = await readOperatingFigures(db.queries, secretKeys, now);
  const smarthr = await askSmartHr(product, around);
  return [
    database,
    { kind: "schema" },
    {
      kind: "queue",
      version: await readQueueVersion(db.queries),
      expected: around.queueVersion,
      mayMake: mayMakeQueue,
    },
    await keyFound(product),
    { kind: "clock", offSeconds: (now - databaseNow) / 1000, smarthrOffSeconds: smarthr.offSeconds },
    { kind: "links", ...linkFigures(figures.linkedAt, now) },
    waitingRunFound(figures, now),
    { kind: "lost-runs", count: figures.withoutProcessCount },
    await mailFound(product),
    { kind: "smarthr", answer: smarthr.answer },
    ...(around.dataDir === null ? [] : [{ kind: "disk", freeBytes: await freeBytesIn(around.dataDir) } as const]),
    await backupFound(around.backupDir),
  ];
}

async function keyFound({ db, secretKeys }: Product): Promise<Examination> {
  const { keyIds: storedIds, unreadableCount } = await examineSecrets(db.queries, secretKeys);
  const given = givenKeyIds(secretKeys);
  const missingIds = storedIds.filter((id) => !given.includes(id));
  return { kind: "key", currentId: secretKeys?.current.id ?? null, storedIds, missingIds, unreadableCount };
}

function waitingRunFound({ oldestWaitingSince: since }: OperatingFigures, now: Instant): Examination {
  return { kind: "waiting-run", since, waitedSeconds: since === null ? 0 : Math.max(0, now - since) / 1000 };
}

async function mailFound({ mail }: Product): Promise<Examination> {
  if (mail === null) return { kind: "mail", answer: "not-set" };
  const checked = await mail.check();
  return { kind: "mail", answer: checked.ok ? "well" : { code: checked.fault.code } };
}

async function backupFound(folder: string | null): Promise<Examination> {
  if (folder === null) return { kind: "back-up", folder, ageSeconds: null, emptyName: null };
  const { newestAt, emptyName } = await backUpsIn(folder);
  // Files carry the machine's own time.
  const ageSeconds = newestAt === null ? null : Math.max(0, Date.now() - newestAt) / 1000;
  return { kind: "back-up", folder, ageSeconds, emptyName };
}

interface SmartHrFound {
  readonly answer: Extract<Examination, { kind: "smarthr" }>["answer"];
  /** How far this machine's clock is from SmartHR's; null when it did not tell the time. */
  readonly offSeconds: number | null;
}

// One request: with an access, of what every employee run needs first; without one, of the page where people sign in.
async function askSmartHr(product: Product, { given, signal }: Surroundings): Promise<SmartHrFound> {
  let offSeconds: number | null = null;
  const fetch = async (request: Request) => {
    const response = await product.smarthr.fetch(request);
    const toldAt = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(toldAt)) offSeconds = (product.clock.now() - toldAt) / 1000;
    return response;
  };
  if (given === null) {
    const request = new Request(product.smarthr.authUrl, { redirect: "manual" });
    const answer = await send(request, { fetch, timeout: AbortSignal.timeout(PATIENCE_OF_A_PERSON_MS), stop: signal });
    return { answer: answer.ok ? "reached" : { kind: "smarthr-unavailable" }, offSeconds };
  }
  const reach = { subdomain: given.subdomain, access: { token: async () => given.accessToken } };
  const asking = { ...product, smarthr: { ...product.smarthr, fetch } };
  const answer = await findOptOutField(clientFor(asking, reach, signal));
  return { answer: answer.ok ? "well" : runFailureOf(answer.fault), offSeconds };
}
