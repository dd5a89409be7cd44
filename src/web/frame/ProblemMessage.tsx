import { NotificationBar, Stack, Text, TextLink } from "smarthr-ui";
import type { Message } from "../../text/message.ts";
import { problemText } from "../../text/problem-text.ts";
import { AskError } from "../ask.ts";
import { FRAME_TEXT, NO_ANSWER_TEXT, UNEXPECTED_TEXT } from "./frame-text.ts";

/** 事象・原因・対処 of whatever went wrong. */
export function messageOf(error: unknown): Message {
  if (!(error instanceof AskError)) return UNEXPECTED_TEXT;
  return error.problem.kind === "no-answer" ? NO_ANSWER_TEXT : problemText(error.problem);
}

/** A message in the page, beside what it is about. */
export function MessageBox({
  message,
  type = "error",
}: {
  readonly message: Message;
  readonly type?: "error" | "warning" | "info" | "success";
}) {
  return (
    <NotificationBar type={type} base="base" role={type === "error" ? "alert" : "status"}>
      <Stack gap={0.25}>
        <Text weight="bold">{message.event}</Text>
        <Text>{message.cause}</Text>
        <Text>{message.remedy}</Text>
      </Stack>
    </NotificationBar>
  );
}

/** What went wrong with a question to the API; nothing while nothing did. */
export function ProblemMessage({
  error,
  message = messageOf(error),
}: {
  readonly error: unknown;
  /** Where it has to be said otherwise. */
  readonly message?: Message;
}) {
  if (!error) return null;
  return (
    <>
      <MessageBox message={message} />
      {error instanceof AskError && error.problem.kind === "not-signed-in" && <WayToSignIn />}
    </>
  );
}

// In a tab of its own, so that what was typed here is not lost with the session.
function WayToSignIn() {
  const here = location.pathname + location.search;
  return (
    <div>
      <Text>{FRAME_TEXT.toSignInAbout}</Text>{" "}
      <TextLink href={`/sign-in?next=${encodeURIComponent(here)}`} target="_blank">
        {FRAME_TEXT.toSignIn}
      </TextLink>
    </div>
  );
}
