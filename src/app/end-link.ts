import { endLink as eraseLink, type LinkOwner } from "../store/links.ts";
import { lettingGo } from "./let-go-of-tokens.ts";
import type { Product } from "./product.ts";

/**
 * M30: erases the administrator's link with its tokens, and takes the permission back at SmartHR where it can be taken back; the roster
 * stays. Erased first: SmartHR may let us wait, and nobody may use what is to end.
 */
export async function endLink(product: Product, owner: LinkOwner): Promise<"ended" | "not-linked"> {
  const ended = await lettingGo(product, owner, (tx) => eraseLink(tx, owner));
  return ended ? "ended" : "not-linked";
}
