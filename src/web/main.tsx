import "smarthr-ui/smarthr-ui.css";
import "./page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Surroundings } from "./frame/Surroundings.tsx";
import { createQueryClient } from "./query-client.ts";
import { createAppRouter } from "./router.tsx";

const queryClient = createQueryClient();
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
