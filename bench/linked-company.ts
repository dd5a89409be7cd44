import type { Product } from "../src/app/product.ts";
import type { RunQueue } from "../src/app/run-queue.ts";
import { startRun } from "../src/app/start-run.ts";
import type { Subject } from "../src/core/run.ts";
import { addCompany, type CompanyId } from "../src/store/companies.ts";
import { saveLink } from "../src/store/links.ts";
import type { SecretKeys } from "../src/store/secrets.ts";
import { expectOk } from "./expect-ok.ts";

const ADMINISTRATOR = "hr@example.com";

/** A new company whose administrator is linked to that SmartHR account, by a token of its own: that is what SmartHR's limits count. */
export async function addLinkedCompany(
  { db, clock }: Pick<Product, "db" | "clock">,
  keys: SecretKeys,
  link: { readonly slug: string; readonly subdomain: string; readonly tenantUrl: string; readonly accessToken: string },
): Promise<CompanyId> {
  const { slug, subdomain, tenantUrl, accessToken } = link;
  const { id } = expectOk(await addCompany(db.queries, { slug, name: `見本 ${slug}` }));
  const tokens = { kind: "token", accessToken } as const;
  const linkedAt = clock.now();
  await saveLink(db.queries, keys, {
    companyId: id,
    administratorEmail: ADMINISTRATOR,
    subdomain,
    tenantUrl,
    tokens,
    linkedAt,
  });
  return id;
}

/** Presses 「SmartHRと同期」. */
export async function press(product: Product, queue: RunQueue, companyId: CompanyId, subject: Subject): Promise<void> {
  expectOk(await startRun(product, queue, { companyId, subject, administratorEmail: ADMINISTRATOR, actor: "bench" }));
}
