import { queryOptions } from "@tanstack/react-query";
import { listAdministrators } from "../../contract/administrators.ts";
import { getLinkPage } from "../../contract/link.ts";
import { getSettings } from "../../contract/settings.ts";
import { ask } from "../ask.ts";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => ask(getSettings, { signal }),
});

/** Asked anew whenever the page is opened; `back` is what coming back from SmartHR opened it with. */
export function linkPageQuery(back: string | undefined) {
  return queryOptions({
    queryKey: ["link", back ?? null],
    queryFn: ({ signal }) => ask(getLinkPage, { query: { back }, signal }),
    staleTime: 0,
  });
}

export const administratorsQuery = queryOptions({
  queryKey: ["administrators"],
  queryFn: ({ signal }) => ask(listAdministrators, { signal }),
});
