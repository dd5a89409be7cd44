import type { Result } from "../core/result.ts";
import type { RunFailure, Subject } from "../core/run.ts";
import type { EndOfPeople } from "../core/source.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import type { SmartHrFault } from "../smarthr/fault.ts";
import type { OptOutField } from "../smarthr/opt-out-field.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import { type GoodRead, hasReadOptOutValues, lastGoodRead } from "../store/good-reads.ts";
import type { Run } from "../store/runs.ts";
import { notedEndOfPeople, rememberedOptOutField, rememberOptOutField } from "../store/tenants.ts";
import { optOutFieldNow, type WhenFieldIsNew } from "./find-opt-out-field.ts";
import type { Product } from "./product.ts";
import { type ReadingProgress, readSource, type Source, type WantedSource } from "./read-source.ts";

/** What is read, where, and what to do on a SmartHR account that was never read before. */
export interface SubjectToRead {
  readonly companyId: CompanyId;
  readonly subdomain: string;
  readonly subject: Subject;
  readonly whenFieldIsNew: WhenFieldIsNew;
  readonly onProgress: (progress: ReadingProgress) => void;
}

/** Reads a subject completely with what is remembered of the account, and remembers its opt-out field when it was made or found first. */
export async function readSubject(
  product: Pick<Product, "db" | "clock">,
  client: SmartHrClient,
  toRead: SubjectToRead,
): Promise<Result<Source, RunFailure>> {
  return readSource(client, await wantedSource(product, client, toRead), toRead.onProgress);
}

/** What a complete reading taught, as the next one will want to know it. */
export function goodReadOf(source: Source, at: number): GoodRead {
  switch (source.subject) {
    case "departments":
      return { at, sourceCount: source.rows.length, newestCrewId: null, optedOutCrewIds: [], optOutValuesRead: 0 };
    case "employees": {
      const optedOutCrewIds = source.rows.flatMap(({ crewId, optedOut }) => (optedOut ? [crewId] : []));
      return {
        at,
        sourceCount: source.rows.length,
        newestCrewId: source.rows.at(-1)?.crewId ?? null,
        optedOutCrewIds,
        optOutValuesRead: source.optOutValueCount,
      };
    }
  }
}

/** M27: nobody has chosen anything in the opt-out field, neither now nor at any earlier reading of the account. */
export async function isOptOutUnused(
  { db }: Pick<Product, "db">,
  source: Source,
  account: Pick<SubjectToRead, "companyId" | "subdomain">,
): Promise<boolean> {
  if (source.subject === "departments" || source.optOutValueCount > 0) return false;
  return !(await hasReadOptOutValues(db.queries, account));
}

/** M27: the same for a run that came to a plan, as it is by now; a run that read no people says nothing of them. */
export async function isOptOutUnusedSince(queries: Queries, run: Run): Promise<boolean> {
  const { subject, counts, companyId, subdomain } = run;
  if (subject === "departments" || counts === null || subdomain === null) return false;
  return !(await hasReadOptOutValues(queries, { companyId, subdomain }));
}

async function wantedSource(
  { db, clock }: Pick<Product, "db" | "clock">,
  client: SmartHrClient,
  { subject, companyId, subdomain, whenFieldIsNew }: SubjectToRead,
): Promise<WantedSource> {
  if (subject === "departments") return { subject };
  const last = await lastGoodRead(db.queries, { companyId, subject, subdomain });
  const rememberedId = await rememberedOptOutField(db.queries, companyId, subdomain);
  const endBefore = last === null ? await notedEndOfPeople(db.queries, { companyId, subdomain }) : endOf(last);
  // A reading that was only held, or came to nothing, must not make it forgotten that people were opted out (docs/decisions/0036).
  const applied = await lastGoodRead(db.queries, { companyId, subject, subdomain, applied: true });
  const optedOutBefore = Math.max(last?.optedOutCrewIds.length ?? 0, applied?.optedOutCrewIds.length ?? 0);
  return {
    subject,
    findOptOutField: () => findFieldOf({ db, clock }, client, { companyId, subdomain, rememberedId, whenFieldIsNew }),
    optedOutBefore,
    endBefore,
  };
}

function endOf({ sourceCount, newestCrewId }: GoodRead): EndOfPeople | null {
  return newestCrewId === null ? null : { count: sourceCount, newestCrewId };
}

/** M27, M35: the account's opt-out field as it is now, remembered when it was made or found first. */
export async function findFieldOf(
  { db, clock }: Pick<Product, "db" | "clock">,
  client: SmartHrClient,
  account: Pick<SubjectToRead, "companyId" | "subdomain" | "whenFieldIsNew"> & { readonly rememberedId: string | null },
): Promise<Result<OptOutField, SmartHrFault>> {
  const { companyId, subdomain, rememberedId, whenFieldIsNew } = account;
  const field = await optOutFieldNow(client, rememberedId, whenFieldIsNew);
  // At once, and not with the run: a field that was seen and then deleted must never be made anew in silence (M35).
  if (field.ok && whenFieldIsNew === "make" && rememberedId === null) {
    await rememberOptOutField(db.queries, { companyId, subdomain, fieldId: field.value.templateId, at: clock.now() });
  }
  return field;
}
