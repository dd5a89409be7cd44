import { queryOptions } from "@tanstack/react-query";
import { explainPerson } from "../../contract/explain.ts";
import { ask } from "../ask.ts";
import { type ExplainAddress, isAsking } from "./explain-address.ts";

/** Why one person is synced or not; asked of SmartHR each time, and never by itself. */
export function explanationQuery(address: ExplainAddress) {
  return queryOptions({
    queryKey: ["explanation", address],
    queryFn: ({ signal }) => ask(explainPerson, { query: { ...address }, signal }),
    enabled: isAsking(address),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
