import type { RunFailure, Subject } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import { plannedCounts, plannedRows, planSource } from "./plan-source.ts";
import type { Product } from "./product.ts";
import { clientFor, type Reach } from "./reach-smarthr.ts";
import type { ReadingProgress } from "./read-source.ts";
import { isOptOutUnused, readSubject } from "./read-subject.ts";
import { noRows, onlyPlanned, type RunReport } from "./run-report.ts";
import { isStop } from "./stop.ts";

/** What is to be planned, and by whose permission. */
export interface PreviewRequest {
  readonly companyId: CompanyId;
  readonly subject: Subject;
  readonly reach: Reach;
  readonly onProgress: (progress: ReadingProgress) => void;
  readonly signal: AbortSignal;
}

/** What a run would do now, by the very functions that do it; nothing is written, neither here nor in SmartHR. */
export async function previewRun(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  request: PreviewRequest,
): Promise<RunReport> {
  try {
    return await readAndPlan(product, request);
  } catch (reason) {
    if (isStop(reason, request.signal)) return failedPreview(request.subject, { kind: "interrupted" });
    throw reason;
  }
}

async function readAndPlan(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  { companyId, subject, reach, onProgress, signal }: PreviewRequest,
): Promise<RunReport> {
  const toRead = { companyId, subdomain: reach.subdomain, subject, whenFieldIsNew: "leave", onProgress } as const;
  const source = await readSubject(product, clientFor(product, reach, signal), toRead);
  if (!source.ok) return failedPreview(subject, source.fault);
  const planning = { companyId, subdomain: reach.subdomain, now: product.clock.now(), choices: {} };
  const sealed = await product.db.snapshot((tx) => planSource(tx, planning, source.value));
  const { digest, facts, optedOutBefore } = sealed;
  const summary = { ...onlyPlanned(subject), digest, counts: plannedCounts(sealed) };
  const optOutUnused = await isOptOutUnused(product, source.value, toRead);
  return { summary, rows: plannedRows(sealed), facts, optedOutBefore, optOutUnused };
}

function failedPreview(subject: Subject, failure: RunFailure): RunReport {
  return { summary: { ...onlyPlanned(subject), failure }, rows: noRows(subject), facts: null, optOutUnused: false };
}
