import "smarthr-ui/smarthr-ui.css";
import "./page.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createTheme, IntlProvider, ThemeProvider } from "smarthr-ui";
import { AskError } from "./ask.ts";
import { NoticesProvider } from "./frame/Notices.tsx";
import { createAppRouter } from "./router.tsx";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What the API named does not go away by asking again; no answer may.
      retry: (count, error) => count < 2 && error instanceof AskError && error.problem.kind === "no-answer",
      staleTime: 5_000,
    },
  },
});
const router = createAppRouter(queryClient);
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <IntlProvider locale="ja">
      <ThemeProvider theme={createTheme()}>
        <QueryClientProvider client={queryClient}>
          <NoticesProvider>
            <RouterProvider router={router} />
          </NoticesProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </IntlProvider>
  </StrictMode>,
);

// After the first page is there: only its style sheet is fetched, and a font file only by a machine without Japanese fonts.
void import("./fonts.css");
