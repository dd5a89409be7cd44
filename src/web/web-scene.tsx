import { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Problem } from "../core/problem.ts";
import { CATALOGUE_ME } from "./catalogue/catalogue-me.ts";
import { Surroundings } from "./frame/Surroundings.tsx";
import { createAppRouter } from "./router.tsx";
// Fetched when they are opened: on a busy machine that may take longer than a test waits for them.
import "./explain/ExplainPage.tsx";
import "./roster/DepartmentChanges.tsx";
import "./roster/DepartmentsPage.tsx";
import "./runs/RunPage.tsx";
import "./runs/RunsPage.tsx";
import "./runs/SyncDialog.tsx";
import "./settings/SettingsPage.tsx";

/** The server's refusal, as an answer. */
export class Refused {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** What the server answers to each question, such as `GET /api/me`: a value, null for none, or a refusal. */
export type Answers = Readonly<Record<string, () => unknown>>;

/** The whole application in a browser, for a test to draw. */
export interface WebScene {
  readonly application: ReactNode;
  /** What was asked of the server. */
  readonly asked: readonly string[];
  /** The bodies that went along with it. */
  readonly sent: readonly unknown[];
  /** The addresses for which the application was left. */
  readonly left: readonly string[];
  readonly queryClient: QueryClient;
}

/** Opens the application at that address, with a server that answers so and else knows nothing but who is signed in. Replaces `fetch`. */
export function openWeb(
  address: string,
  answers: Answers,
  // An answer that does not come is not waited for.
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } }),
): WebScene {
  const asked: string[] = [];
  const sent: unknown[] = [];
  const left: string[] = [];
  const all: Answers = { "GET /api/me": () => CATALOGUE_ME, ...answers };
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input), "http://localhost");
    const question = `${init?.method ?? "GET"} ${pathname}`;
    asked.push(question);
    if (typeof init?.body === "string") sent.push(JSON.parse(init.body));
    const answer = question in all ? all[question]?.() : new Refused({ kind: "not-found" });
    if (answer === null) return new Response(null, { status: 204 });
    return answer instanceof Refused
      ? Response.json({ problem: answer.problem }, { status: 409 })
      : Response.json(answer);
  };
  window.history.pushState({}, "", address);
  const router = createAppRouter(queryClient, (place) => left.push(place));
  const application = <Surroundings queryClient={queryClient} router={router} />;
  return { application, asked, sent, left, queryClient };
}
