import "smarthr-ui/smarthr-ui.css";
import "./page.css";
import { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AskError } from "./ask.ts";
import { Surroundings } from "./frame/Surroundings.tsx";
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
    <Surroundings queryClient={queryClient} router={router} />
  </StrictMode>,
);

// After the first page is there: only its style sheet is fetched, and a font file only by a machine without Japanese fonts.
void import("./fonts.css");
