import { QueryClient } from "@tanstack/react-query";
import { AskError } from "./ask.ts";

/** What the pages know of the server's answers, and how often they ask for one. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the API named does not go away by asking again; no answer may.
        retry: (count, error) => count < 2 && error instanceof AskError && error.problem.kind === "no-answer",
        staleTime: 5_000,
      },
    },
  });
}
