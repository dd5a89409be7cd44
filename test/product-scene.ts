import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { performRun, type RunRequest } from "../src/app/perform-run.ts";
import { previewRun } from "../src/app/preview-run.ts";
import type { Product, SmartHrDoor } from "../src/app/product.ts";
import type { Reach } from "../src/app/reach-smarthr.ts";
import type { RunReport } from "../src/app/run-report.ts";
import type { Mail } from "../src/core/mail.ts";
import type { Observe, OperatingEvent } from "../src/core/operating-event.ts";
import type { Department, RosterEmployee } from "../src/core/roster.ts";
import type { Subject } from "../src/core/run.ts";
import type { OPERATIONS } from "../src/sandbox/control-operations.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../src/sandbox/create-sandbox.ts";
import type { Edit } from "../src/sandbox/edit.ts";
import type { CompanyId } from "../src/store/companies.ts";
import type { Database } from "../src/store/database.ts";
import { listEmployees, readDepartments } from "../src/store/roster.ts";
import { parseSecretKeys } from "../src/store/secrets.ts";
import { addTestCompany, expectOk } from "./database.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";
import { createVirtualClock, type VirtualClock, type VirtualClockOptions } from "./virtual-clock.ts";

/** The product over a real database, for a company of its own, beside a SmartHR on the table; both on one virtual clock. */
export interface ProductScene {
  readonly product: Product;
  readonly companyId: CompanyId;
  readonly clock: VirtualClock;
  readonly sandbox: Sandbox;
  /** Where the product's letters end up. */
  readonly mailbox: Mailbox;
  /** What the log and the figures were told. */
  readonly observed: readonly OperatingEvent[];
  /** By the sandbox's ready token, which may do everything in the tenant `acme`. */
  readonly reach: Reach;
  /** What was sent to SmartHR, as `GET /v1/crews`. */
  readonly sent: string[];
  /** What somebody does in SmartHR meanwhile. */
  edit(...edits: readonly Edit[]): void;
  /** A run that had to begin; how it ended is in its report. */
  run(subject: Subject, special?: Partial<RunRequest>): Promise<RunReport>;
  preview(subject: Subject, special?: { readonly signal?: AbortSignal }): Promise<RunReport>;
  departments(): Promise<readonly Department[]>;
  /** By employee number. */
  employees(): Promise<readonly RosterEmployee[]>;
  /** Every row of the company as the database wrote it, by table: equal exactly when nothing was written between. */
  writtenRows(): Promise<WrittenRows>;
}

export type WrittenRows = Readonly<Record<string, readonly string[]>>;

/** What is special about a scene. */
export interface ProductSceneOptions {
  readonly seed?: SandboxOptions["seed"];
  readonly switches?: SandboxOptions["switches"];
  readonly clock?: VirtualClockOptions;
  readonly smarthr?: Partial<SmartHrDoor>;
  /** Told as well as the scene's own list. */
  readonly observe?: Observe;
  /** Instead of the mailbox; null where no mail can be sent. */
  readonly mail?: Mail | null;
}

/** Where people reach the product in these scenes. */
export const APP_URL = "http://localhost:3000";

/** Where the sandbox answers in these scenes. */
export const SMARTHR_URL = "http://localhost:4000";

/** What the sandbox's SmartHR Plus knows the product as. */
export const OAUTH_CLIENT = {
  id: "mikiwame-demo",
  secret: "mikiwame-demo-secret",
  redirectUri: `${APP_URL}/smarthr/callback`,
} as const;

/** Keys that protect nothing: tests store no real token. */
export const TEST_KEYS = expectOk(parseSecretKeys(Buffer.alloc(32, 7).toString("base64")));

// No two runs of a company begin at the same moment.
const TIME_BETWEEN_RUNS_MS = 1_000;

export async function aProduct(db: Database, special: ProductSceneOptions = {}): Promise<ProductScene> {
  const companyId = await addTestCompany(db);
  const clock = createVirtualClock(special.clock);
  const sandbox = createSandbox({
    seed: special.seed ?? "manual",
    limits: false,
    clock,
    ...(special.switches ? { switches: special.switches } : {}),
  });
  const sent: string[] = [];
  const smarthr: SmartHrDoor = {
    fetch: (request) => {
      sent.push(`${request.method} ${new URL(request.url).pathname.replace(/^\/tenants\/[^/]+\/api/, "")}`);
      return sandbox.fetch(request);
    },
    apiUrl: `${SMARTHR_URL}/tenants/{subdomain}/api`,
    authUrl: SMARTHR_URL,
    client: OAUTH_CLIENT,
    requestsPerSecond: "unlimited",
    ...special.smarthr,
  };
  const mailbox = createMailbox();
  const mail = special.mail === undefined ? mailbox : special.mail;
  const observed: OperatingEvent[] = [];
  const observe = (event: OperatingEvent) => {
    observed.push(event);
    special.observe?.(event);
  };
  const doors = { db, clock, newId: randomUUID, smarthr, mail, observe };
  const product: Product = { ...doors, appUrl: APP_URL, secretKeys: TEST_KEYS };
  const reach: Reach = { subdomain: "acme", access: { token: async () => sandbox.accessToken } };

  return {
    product,
    companyId,
    clock,
    sandbox,
    mailbox,
    observed,
    reach,
    sent,
    edit: (...edits) => void sandbox.control("edits", { edits: edits as InputOfEdits }),
    run: async (subject, request = {}) => {
      await clock.advance(TIME_BETWEEN_RUNS_MS);
      return expectOk(await performRun(product, { ...aRunRequest(companyId, reach), subject, ...request }));
    },
    preview: (subject, { signal = new AbortController().signal } = {}) =>
      previewRun(product, { companyId, subject, reach, onProgress: () => {}, signal }),
    departments: () => readDepartments(db.queries, companyId),
    employees: () =>
      db.snapshot(async (tx) => {
        const employees: RosterEmployee[] = [];
        for await (const batch of listEmployees(tx, companyId)) employees.push(...batch);
        return employees;
      }),
    writtenRows: () => readWrittenRows(db, companyId),
  };
}

// The operation takes plain JSON, of which an edit's values are the read-only kind.
type InputOfEdits = Parameters<typeof OPERATIONS.edits.run>[1]["edits"];

/** A press of 「SmartHRと同期」 for the departments, unless something else is said. */
export function aRunRequest(companyId: CompanyId, reach: Reach): RunRequest {
  return {
    companyId,
    subject: "departments",
    actor: "hr@example.com",
    reach,
    expectedDigest: null,
    observe: () => {},
    signal: new AbortController().signal,
  };
}

// A row that was written again, even with the same values, lies elsewhere and was made by another transaction.
async function readWrittenRows(db: Database, companyId: CompanyId): Promise<WrittenRows> {
  const rowsByTable: Record<string, readonly string[]> = {};
  for (const table of await tablesOfCompanies(db)) {
    const { rows } = await sql<{ place: string }>`
      select ctid::text || ' ' || xmin::text as place from ${sql.table(table)} where company_id = ${companyId} order by 1
    `.execute(db.queries);
    rowsByTable[table] = rows.map(({ place }) => place);
  }
  return rowsByTable;
}

// Asked of the database, so that a new table is looked at from its first migration on.
async function tablesOfCompanies({ queries }: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attname = 'company_id' and not a.attisdropped
     order by 1
  `.execute(queries);
  return rows.map(({ name }) => name);
}
