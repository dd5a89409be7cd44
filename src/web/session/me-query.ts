import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { getMe, type Me } from "../../contract/me.ts";
import { ask } from "../ask.ts";

/** Who is signed in; every page inside the frame has it before it is shown. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => ask(getMe, { signal }),
  staleTime: 30_000,
});

/** The signed-in person, inside the frame. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
