import { QueryClient } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { Surroundings } from "../frame/Surroundings.tsx";
import { meQuery } from "../session/me-query.ts";
import { CATALOGUE_ME } from "./catalogue-me.ts";

/** All that a part needs around it: links lead nowhere, nothing asks a server, the same person is always signed in. */
export function CatalogueFrame({ children }: { readonly children: ReactNode }) {
  const { queryClient, router } = useMemo(() => createSurroundings(children), [children]);
  return <Surroundings queryClient={queryClient} router={router} />;
}

function createSurroundings(children: ReactNode) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  queryClient.setQueryData(meQuery.queryKey, CATALOGUE_ME);
  const root = createRootRoute({ component: () => <main className="app-main">{children}</main> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  return { queryClient, router };
}
