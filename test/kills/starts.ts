import type { Violation } from "../simulation/law-names.ts";
import type { Pressed } from "./person.ts";

/** What presses came to, above all those at the same instant in two processes. */
export interface Starts {
  /** The answers to one press, or to two at the same instant. */
  count(answers: readonly Pressed[]): void;
  readonly pairs: Readonly<Record<PairOutcome, number>>;
  readonly violations: readonly Violation[];
}

/** How two presses at the same instant went. */
export type PairOutcome =
  /** One started the run, and the other was told of it. */
  | "one began"
  /** Both were told of one that was open already. */
  | "both told"
  /** Two runs are named: the first had ended before the second began, which is judged by the tables. */
  | "in turn"
  /** Somebody died, or had no database. */
  | "unanswered";

export function countStarts(): Starts {
  const pairs: Record<PairOutcome, number> = { "one began": 0, "both told": 0, "in turn": 0, unanswered: 0 };
  const violations: Violation[] = [];
  return {
    pairs,
    violations,
    count(answers) {
      for (const answer of answers) {
        if (answer.kind !== "refused") continue;
        violations.push({ law: "goes on", text: `a press of the button was answered with ${answer.status}` });
      }
      const [one, other] = answers;
      if (one === undefined || other === undefined) return;
      const outcome = outcomeOf(one, other);
      if (outcome !== "twice") pairs[outcome]++;
      else violations.push({ law: "one start", text: `two processes say that they have started one and the same run` });
    },
  };
}

function outcomeOf(one: Pressed, other: Pressed): PairOutcome | "twice" {
  if (!("runId" in one) || !("runId" in other)) return "unanswered";
  if (one.runId !== other.runId) return "in turn";
  if (one.kind === "started" && other.kind === "started") return "twice";
  return one.kind === other.kind ? "both told" : "one began";
}
