import { fail, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Product } from "./product.ts";
import { type Reach, reachSmartHr } from "./reach-smarthr.ts";

/** The link of whoever let something wait: it was usable then, but minutes may have gone by (M32). */
export async function reachOfWaiting(
  product: Product,
  waiting: {
    readonly companyId: CompanyId;
    readonly administratorEmail: string | null;
    readonly subdomain: string | null;
  },
): Promise<Result<Reach, RunFailure>> {
  const { companyId, administratorEmail, subdomain } = waiting;
  const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail });
  // Linked anew to another SmartHR account: not the one that the administrator saw when they pressed the button.
  if (reach.ok) return reach.value.subdomain === subdomain ? reach : fail({ kind: "link-rejected" });
  switch (reach.fault.kind) {
    case "not-linked":
    case "link-expired":
    case "link-unreadable":
      return fail({ kind: "link-rejected" });
    case "wrong-setting":
      // Nothing that an administrator could put right: the process that let it wait had it set.
      throw new Error(`this worker cannot reach SmartHR: ${reach.fault.setting} is not set as where this was started`);
  }
}
