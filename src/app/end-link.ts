import { endLink as eraseLink, type LinkOwner } from "../store/links.ts";
import { heldTokens } from "./held-tokens.ts";
import type { Product } from "./product.ts";
import { revokeTokens } from "./revoke-tokens.ts";

/**
 * M30: erases the administrator's link with its tokens, and takes the permission back at SmartHR where it can be taken back; the roster
 * stays. Erased first: SmartHR may let us wait, and nobody may use what is to end.
 */
export async function endLink(product: Product, owner: LinkOwner): Promise<"ended" | "not-linked"> {
  const held = await heldTokens(product, owner);
  const ended = await eraseLink(product.db.queries, owner);
  for (const tokens of held) await revokeTokens(product, tokens);
  return ended ? "ended" : "not-linked";
}
