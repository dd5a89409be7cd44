import type { Instant } from "../core/calendar.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import type { RestorationCounts, RestorationOutcome } from "../core/opt-out-restoration.ts";
import type { RunFailure } from "../core/run.ts";
import { searchKey, searchWords } from "../core/search-key.ts";
import { crewPageUrl, tenantUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import {
  countRestoredPeople,
  findRestoration,
  listRestoredPeople,
  type OptOutRestoration,
} from "../store/opt-out-restorations.ts";
import { lastReadAccount, type RememberedOptOuts, rememberedOptOuts } from "../store/remembered-opt-outs.ts";
import { type Account, knownOptOutFailure } from "../store/tenants.ts";
import { linkStateOf } from "./link-state.ts";
import type { Page } from "./page.ts";
import type { Product } from "./product.ts";

/** Somebody who was opted out, with their page in SmartHR. */
export interface OptedOutPerson extends EmployeeIdentity {
  readonly url: string;
}

/** 「連携しない社員」: whom the opt-out field kept out of the roster, and how it stands (M27, M35). */
export interface OptOutsView {
  /** The signed-in person's SmartHR account, else the company's last; null when there never was one. */
  readonly tenantUrl: string | null;
  /** What stood in the field's way when it was last looked at. */
  readonly failure: RunFailure | null;
  /** When the reading was that these people were opted out at; null before one was applied. */
  readonly readAt: Instant | null;
  /** How many were opted out, whatever is sought. */
  readonly rememberedCount: number;
  readonly people: readonly OptedOutPerson[];
  readonly total: number;
  readonly restoration: RestorationOverview | null;
}

/** How far writing back has come. */
export interface RestorationOverview {
  readonly id: string;
  readonly actor: string;
  readonly requestedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly failure: RunFailure | null;
  readonly counts: RestorationCounts;
}

/** Who looks. */
export interface OptOutsReader {
  readonly companyId: CompanyId;
  readonly administratorEmail: string;
}

/** One page of whom the last applied reading found opted out, as far as they are sought. Asks nothing of SmartHR. */
export async function browseOptOuts(
  product: Pick<Product, "db" | "clock" | "smarthr">,
  reader: OptOutsReader,
  { search, page, perPage }: Page & { readonly search: string },
): Promise<OptOutsView> {
  const { db } = product;
  const account = await accountOf(product, reader);
  const restoration = await findRestoration(db.queries, reader.companyId);
  const told = { restoration: restoration && (await restorationOverview(product, restoration)) };
  if (account === null) return { ...NOBODY, ...told };
  const tenantUrl = tenantUrlOf(product.smarthr.apiUrl, account.subdomain);
  const remembered = await rememberedOptOuts(db.queries, account);
  const words = searchWords(search);
  const found = (remembered?.people ?? []).filter((person) => isSought(person, words));
  return {
    ...told,
    tenantUrl,
    failure: await knownOptOutFailure(db.queries, account),
    readAt: remembered?.readAt ?? null,
    rememberedCount: remembered?.people.length ?? 0,
    people: found.slice((page - 1) * perPage, page * perPage).map((person) => located(person, tenantUrl)),
    total: found.length,
  };
}

const NOBODY = { tenantUrl: null, failure: null, readAt: null, rememberedCount: 0, people: [], total: 0 } as const;

/** Whom the last applied reading of that account found opted out; null before one was applied. */
export function optOutsOf({ db }: Pick<Product, "db">, account: Account): Promise<RememberedOptOuts | null> {
  return rememberedOptOuts(db.queries, account);
}

/** How far that restoration has come. */
export async function restorationOverview(
  { db }: Pick<Product, "db">,
  { id, actor, requestedAt, finishedAt, failure }: OptOutRestoration,
): Promise<RestorationOverview> {
  return { id, actor, requestedAt, finishedAt, failure, counts: await countRestoredPeople(db.queries, id) };
}

/** Somebody in whose place 「連携しない」 was to be written back; the outcome is null until there is one. */
export interface RestoredPersonView extends OptedOutPerson {
  readonly outcome: RestorationOutcome | null;
}

/** One page of the people of the company's latest restoration; null when there was none. */
export async function browseRestoredPeople(
  { db, smarthr }: Pick<Product, "db" | "smarthr">,
  companyId: CompanyId,
  { outcome, page, perPage }: Page & { readonly outcome: RestorationOutcome | "waiting" | null },
): Promise<{ readonly people: readonly RestoredPersonView[]; readonly total: number } | null> {
  const restoration = await findRestoration(db.queries, companyId);
  if (restoration === null) return null;
  const tenantUrl = tenantUrlOf(smarthr.apiUrl, restoration.subdomain);
  const counts = await countRestoredPeople(db.queries, restoration.id);
  const which = { outcome, offset: (page - 1) * perPage, limit: perPage };
  const people = await listRestoredPeople(db.queries, restoration.id, which);
  const total = outcome === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[outcome];
  return {
    people: people.map(({ person, outcome: met }) => ({ ...located(person, tenantUrl), outcome: met })),
    total,
  };
}

/** Everybody of that restoration and what became of them, for a command that has carried it. */
export async function restoredPeopleOf({ db }: Pick<Product, "db">, { id, companyId }: OptOutRestoration) {
  const people = await listRestoredPeople(db.queries, id, { outcome: null, offset: 0, limit: 1_000_000 });
  const restoration = await findRestoration(db.queries, companyId);
  return { people, failure: restoration?.failure ?? null };
}

async function accountOf(
  product: Pick<Product, "db" | "clock">,
  { companyId, administratorEmail }: OptOutsReader,
): Promise<Account | null> {
  const link = await linkStateOf(product, companyId, administratorEmail);
  const subdomain = link.kind === "not-linked" ? await lastReadAccount(product.db.queries, companyId) : link.subdomain;
  return subdomain === null ? null : { companyId, subdomain };
}

function isSought(person: EmployeeIdentity, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { employeeNumber, email, lastName, firstName } = person;
  const key = searchKey([employeeNumber, lastName, firstName, email].map((text) => text ?? "").join("\n"));
  return words.every((word) => key.includes(word));
}

function located(person: EmployeeIdentity, tenantUrl: string): OptedOutPerson {
  return { ...person, url: crewPageUrl(tenantUrl, person.crewId) };
}
