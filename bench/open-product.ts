import { randomBytes, randomUUID } from "node:crypto";
import { chooseCompany } from "../src/app/choose-company.ts";
import { linkByTokens } from "../src/app/link-by-tokens.ts";
import { type DatabasePlace, openDatabase } from "../src/app/open-database.ts";
import type { Product } from "../src/app/product.ts";
import { clientFor, type Reach } from "../src/app/reach-smarthr.ts";
import { realClock } from "../src/app/real-clock.ts";
import { GUARD_NAMES } from "../src/core/guards.ts";
import type { Fetch } from "../src/smarthr/send.ts";
import type { CompanyId } from "../src/store/companies.ts";
import { parseSecretKeys } from "../src/store/secrets.ts";
import { expectOk } from "./expect-ok.ts";
import type { SandboxAddress } from "./sandbox-address.ts";
import type { Ready, Step } from "./step.ts";

/** The product as a process of it would be put together, with one company, and how it reaches the sandbox. */
export interface OpenedProduct {
  readonly product: Product;
  readonly companyId: CompanyId;
  readonly reach: Reach;
}

/** Opens the product over that database; `fetch` is its only way to the sandbox. */
export async function openProduct(options: {
  readonly place: DatabasePlace;
  readonly sandbox: SandboxAddress;
  readonly limits: boolean;
  readonly fetch: Fetch;
  /** Where there are several. */
  readonly companySlug?: string;
}): Promise<OpenedProduct> {
  const { place, sandbox, limits, fetch } = options;
  const db = expectOk(await openDatabase(place, realClock));
  const smarthr = {
    fetch,
    apiUrl: `${sandbox.url}/tenants/{subdomain}/api`,
    authUrl: sandbox.url,
    client: null,
    ...(limits ? {} : { requestsPerSecond: "unlimited" as const }),
  };
  const company = expectOk(await chooseCompany({ db }, options.companySlug ?? null));
  const doors = { db, clock: realClock, newId: randomUUID, smarthr, mail: null, observe: () => {} };
  const product = { ...doors, appUrl: "http://localhost:3000", secretKeys: null };
  const reach = { subdomain: sandbox.subdomain, access: { token: async () => sandbox.accessToken } };
  return { product, companyId: company.id, reach };
}

/** Guards judge every run, and hold none: everybody changes here, and nobody is there to look. */
async function letGuardsStandAside({ db }: Pick<Product, "db">, companyId: CompanyId): Promise<void> {
  const limits = GUARD_NAMES.map((name) => [name, { percentage: 100, minimum: 1_000_000 }]);
  await db.queries
    .updateTable("companies")
    .set({ guard_limits: JSON.stringify(Object.fromEntries(limits)) })
    .where("id", "=", companyId)
    .execute();
}

/** Makes the tables, the first company and its link, which also makes the opt-out field in the sandbox (M27): once in a company's life. */
export async function prepareProduct(step: Extract<Step, { kind: "prepare" }>): Promise<Ready> {
  const opened = await openProduct({ ...step, limits: false, fetch: (request) => fetch(request) });
  const { product, companyId, reach } = opened;
  const signal = new AbortController().signal;
  const keys = expectOk(parseSecretKeys(randomBytes(32).toString("base64")));
  const tokens = { kind: "token", accessToken: step.sandbox.accessToken } as const;
  const administratorEmail = "admin@example.com";
  const { subdomain } = reach;
  const link = await linkByTokens(product, keys, { companyId, administratorEmail, subdomain, tokens, signal });
  if (expectOk(link).optOutFieldFailure !== null) throw new Error("the sandbox did not let the opt-out field be made");
  await letGuardsStandAside(product, companyId);
  const { requestsInFlight } = clientFor(product, reach, signal);
  await product.db.close();
  return { requestsInFlight };
}
