import { Stack, Text } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import type { RunFailure, RunKind } from "../../core/run.ts";
import { failureText } from "../../text/failure-text.ts";
import type { Message } from "../../text/message.ts";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ContactLine } from "./ContactLine.tsx";
import { wayOutOf } from "./run-state.ts";
import { RUNS_TEXT } from "./runs-text.ts";

/** Why a run came to nothing, and the way out: the link page, the people to ask with the run's id, or another try. */
export function RunFailureMessage({
  runId,
  kind,
  failure,
  message = failureText(failure, kind),
  contact,
  mayChange,
}: {
  readonly runId: string;
  readonly kind: RunKind;
  readonly failure: RunFailure;
  /** Where not the run came to nothing, but what was done with its plan. */
  readonly message?: Message;
  readonly contact: Contact;
  readonly mayChange: boolean;
}) {
  const wayOut = wayOutOf(failure);
  return (
    <Stack gap={0.5}>
      <MessageBox message={message} />
      {wayOut === "link-page" && mayChange && (
        <div>
          <RouteLink to="/settings/smarthr">{RUNS_TEXT.toLinkPage}</RouteLink>
        </div>
      )}
      {wayOut === "opt-outs" && (
        <div>
          <RouteLink to="/settings/opt-outs">{RUNS_TEXT.toOptOuts}</RouteLink>
        </div>
      )}
      {wayOut === "contact" && (
        <>
          <Text>{`${RUNS_TEXT.runId}：${runId}`}</Text>
          <ContactLine contact={contact} />
        </>
      )}
    </Stack>
  );
}
