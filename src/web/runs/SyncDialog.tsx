import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Text } from "smarthr-ui";
import { type SyncOutlook, startRun } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { runReceivedText } from "../../text/run-summary-text.ts";
import { AskError, ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { useAction } from "../frame/use-action.ts";
import { type ActorNames, useActorNames } from "../session/actor-names.ts";
import { outlookQuery } from "./run-queries.ts";
import { SYNC_TEXT } from "./runs-text.ts";
import { SyncDialogView } from "./SyncDialogView.tsx";

interface SyncDialogProps {
  readonly subject: Subject;
  readonly onClose: () => void;
  readonly onExpired: () => void;
}

/** What the run will do, and the button that starts it. */
export function SyncDialog({ subject, onClose, onExpired }: SyncDialogProps) {
  const outlook = useQuery(outlookQuery(subject));
  const nameOf = useActorNames();
  const starting = useStart(subject, onClose);
  const error = starting.error ?? (outlook.data ? null : outlook.error);
  const expired = error instanceof AskError && error.problem.kind === "link-expired";
  useEffect(() => {
    if (expired) onExpired();
  });
  return (
    <SyncDialogView
      subject={subject}
      outlook={outlook.data && withName(outlook.data, nameOf)}
      error={expired ? null : error}
      starting={starting.sending}
      onStart={() => void starting.run()}
      onClose={onClose}
    />
  );
}

function withName(outlook: SyncOutlook, nameOf: ActorNames): SyncOutlook {
  const { openRun } = outlook;
  return { ...outlook, openRun: openRun && { ...openRun, actor: nameOf(openRun.actor) } };
}

/** Starts one run, however often the button is pressed, and says where to watch it. */
function useStart(subject: Subject, onStarted: () => void) {
  const queryClient = useQueryClient();
  const { say } = useNotices();
  return useAction(async () => {
    try {
      await ask(startRun, { body: { subject } });
    } catch (problem) {
      void queryClient.invalidateQueries({ queryKey: outlookQuery(subject).queryKey });
      throw problem;
    }
    say({ type: "success", text: <Received subject={subject} /> });
    onStarted();
    await queryClient.invalidateQueries({ queryKey: ["runs"] });
  });
}

// M22.
function Received({ subject }: { readonly subject: Subject }) {
  const { clear } = useNotices();
  return (
    <>
      <Text>{runReceivedText(subject)}</Text>{" "}
      <RouteLink to="/runs" onClick={clear}>
        {SYNC_TEXT.toRuns}
      </RouteLink>
    </>
  );
}
