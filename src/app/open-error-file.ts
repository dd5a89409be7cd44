import type { Instant } from "../core/calendar.ts";
import type { FindingCategory } from "../core/findings.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { errorFileExpiresAt, type Subject } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import { findRunSummary, type Run } from "../store/runs.ts";
import { type LocatedFinding, locatedFindings } from "./browse-runs.ts";
import type { Product } from "./product.ts";

/** 「エラーファイル」: all that a run found, to be written down. */
export interface ErrorFile {
  readonly subject: Subject;
  readonly finishedAt: Instant;
  /** Errors first, then what was left out on purpose, then what is worth a look; so many at a time, and no transaction in between. */
  findings(): AsyncGenerator<readonly LocatedFinding[]>;
}

// The database takes them out of all the others each time: too few at a time make a long list slow, too many make it large.
const FINDINGS_AT_ONCE = 2_000;

/** M23: the error file of a run that has ended. There is none when it would be empty, and none after 30 days. */
export async function openErrorFile(
  product: Pick<Product, "db" | "clock" | "smarthr">,
  companyId: CompanyId,
  runId: string,
): Promise<Result<ErrorFile, { readonly kind: "not-found" | "file-expired" }>> {
  const run = await findRunSummary(product.db.queries, companyId, runId);
  if (run === null || run.finishedAt === null || !run.errorLineCount) return fail({ kind: "not-found" });
  const { subject, finishedAt } = run;
  if (errorFileExpiresAt(finishedAt) < product.clock.now()) return fail({ kind: "file-expired" });
  return ok({ subject, finishedAt, findings: () => readAllFindings(product, run) });
}

const CATEGORIES: readonly FindingCategory[] = ["rejection", "skip", "notice"];

async function* readAllFindings(
  product: Pick<Product, "db" | "smarthr">,
  run: Run,
): AsyncGenerator<readonly LocatedFinding[]> {
  for (const category of CATEGORIES) {
    for (let offset = 0; ; offset += FINDINGS_AT_ONCE) {
      const findings = await locatedFindings(product, run, { category, offset, limit: FINDINGS_AT_ONCE });
      if (findings.length > 0) yield findings;
      if (findings.length < FINDINGS_AT_ONCE) break;
    }
  }
}
