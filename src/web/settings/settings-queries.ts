import { queryOptions } from "@tanstack/react-query";
import { listAdministrators } from "../../contract/administrators.ts";
import { getLinkPage } from "../../contract/link.ts";
import { getSettings } from "../../contract/settings.ts";
import { ask } from "../ask.ts";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => ask(getSettings, { signal }),
});

/** Asked anew whenever the page is opened: it may say how coming back from SmartHR ended. */
export const linkPageQuery = queryOptions({
  queryKey: ["link"],
  queryFn: ({ signal }) => ask(getLinkPage, { signal }),
  staleTime: 0,
});

export const administratorsQuery = queryOptions({
  queryKey: ["administrators"],
  queryFn: ({ signal }) => ask(listAdministrators, { signal }),
});
