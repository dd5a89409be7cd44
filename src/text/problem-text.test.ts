import { expect, test } from "vitest";
import type { Problem } from "../core/problem.ts";
import { problemText, replanProblemText } from "./problem-text.ts";

test.each<Problem>([
  { kind: "not-linked" },
  { kind: "link-expired" },
  { kind: "link-unreadable" },
  { kind: "linking-not-set-up", missing: "key" },
  { kind: "plan-changed" },
  { kind: "plan-of-other-account", subdomain: "acme", linkedTo: "globex" },
  { kind: "run-open", runId: "run-1", subject: "employees", actor: "hr@example.com", requestedAt: 0 },
])("of making a plan anew it is said that it was not made, and nothing of starting a sync: $kind", (problem) => {
  const { event, cause, remedy } = replanProblemText(problem);

  expect(event).toBe("変更内容を作り直せませんでした。");
  expect(cause).toBe(problemText(problem).cause);
  expect(remedy).not.toContain("同期してください");
});
