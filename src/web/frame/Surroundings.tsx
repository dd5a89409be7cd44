import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type AnyRouter, RouterProvider } from "@tanstack/react-router";
import { createTheme, IntlProvider, ThemeProvider } from "smarthr-ui";
import { NoticesProvider } from "./Notices.tsx";

/** All that the pages of a router need around them. */
export function Surroundings({
  queryClient,
  router,
}: {
  readonly queryClient: QueryClient;
  readonly router: AnyRouter;
}) {
  return (
    <IntlProvider locale="ja">
      <ThemeProvider theme={THEME}>
        <QueryClientProvider client={queryClient}>
          <NoticesProvider>
            <RouterProvider router={router} />
          </NoticesProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </IntlProvider>
  );
}

const THEME = createTheme();
