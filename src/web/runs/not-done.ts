import type { Message } from "../../text/message.ts";
import { AskError } from "../ask.ts";
import { messageOf } from "../frame/ProblemMessage.tsx";

/** What went wrong, where something else was wanted than the new sync of which these problems speak: what was not done, and how to try it again. */
export function notDone(error: unknown, event: string, again: string): Message {
  const message = messageOf(error);
  switch (error instanceof AskError ? error.problem.kind : null) {
    case "plan-changed":
      return { ...message, event };
    case "run-open":
      return { ...message, event, remedy: `処理一覧で終了を確認してから、${again}` };
    case "plan-waiting":
      return { ...message, event, remedy: `確認待ちの変更内容を置き換える場合は、${again}` };
    default:
      return message;
  }
}
