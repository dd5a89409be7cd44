import { queryOptions } from "@tanstack/react-query";
import { listAdministrators } from "../../contract/administrators.ts";
import { getLinkPage, type LinkPage } from "../../contract/link.ts";
import { getGuardSettings, getSettings } from "../../contract/settings.ts";
import { ask } from "../ask.ts";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => ask(getSettings, { signal }),
});

export const guardSettingsQuery = queryOptions({
  queryKey: ["guard-settings"],
  queryFn: ({ signal }) => ask(getGuardSettings, { signal }),
});

/**
 * Asked anew whenever the page is opened; `back` is what coming back from SmartHR opened it with. The API says how that ended once: an
 * answer on its way is never thrown away, and what it said stays while the page is asked for again.
 */
export function linkPageQuery(back: string | undefined) {
  return queryOptions({
    queryKey: ["link", back ?? null] as const,
    queryFn: async ({ client, queryKey }): Promise<LinkPage> => {
      const page = await ask(getLinkPage, { query: { back } });
      return { ...page, outcome: page.outcome ?? client.getQueryData<LinkPage>(queryKey)?.outcome ?? null };
    },
    staleTime: 0,
  });
}

export const administratorsQuery = queryOptions({
  queryKey: ["administrators"],
  queryFn: ({ signal }) => ask(listAdministrators, { signal }),
});
