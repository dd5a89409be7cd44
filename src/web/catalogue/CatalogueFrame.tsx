import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { createTheme, IntlProvider, ThemeProvider } from "smarthr-ui";
import { NoticesProvider } from "../frame/Notices.tsx";
import { meQuery } from "../session/me-query.ts";
import { CATALOGUE_ME } from "./catalogue-me.ts";

/** All that a part needs around it: links lead nowhere, nothing asks a server, the same person is always signed in. */
export function CatalogueFrame({ children }: { readonly children: ReactNode }) {
  const { queryClient, router } = useMemo(() => createSurroundings(children), [children]);
  return (
    <IntlProvider locale="ja">
      <ThemeProvider theme={createTheme()}>
        <QueryClientProvider client={queryClient}>
          <NoticesProvider>
            <RouterProvider router={router} />
          </NoticesProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </IntlProvider>
  );
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
