import { subdomainIn } from "../smarthr/tenant-address.ts";
import type { Product } from "./product.ts";

/** M9: the SmartHR account that 「アプリを開く」 named, or null when what it carried names none. */
export function launchedAccount({ smarthr }: Pick<Product, "smarthr">, carried: string | null): string | null {
  return carried === null ? null : subdomainIn(carried, smarthr.apiUrl);
}
