import { ROWS_PER_PAGE } from "../src/smarthr/read-list.ts";
import { CREW_FIELDS } from "../src/smarthr/wire.ts";
import type { SandboxAddress } from "./sandbox-address.ts";

/** One page of people with the fields the product reads, as plain JSON, and how many people there are in all. */
export async function fetchPage(
  { url, subdomain, accessToken }: SandboxAddress,
  page: number,
): Promise<{ readonly crews: unknown; readonly total: number }> {
  const query = new URLSearchParams({
    sort: "created_at",
    fields: CREW_FIELDS.join(","),
    page: String(page),
    per_page: String(ROWS_PER_PAGE),
  });
  const response = await fetch(`${url}/tenants/${subdomain}/api/v1/crews?${query}`, {
    headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
  });
  if (response.status !== 200) throw new Error(`the sandbox answered ${response.status}`);
  return { crews: JSON.parse(await response.text()), total: Number(response.headers.get("x-total-count")) };
}
