import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { Text } from "smarthr-ui";
import { type RunRow, type SyncOutlook, startRun } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { runReceivedText } from "../../text/run-summary-text.ts";
import { AskError, ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { useAction } from "../frame/use-action.ts";
import { waitingPlansQuery } from "../plan/plan-queries.ts";
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
  const starting = useStart(subject, outlook.data?.waitingPlan?.id ?? null, onClose);
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
      onStart={(preview) => void starting.run(preview)}
      onClose={onClose}
    />
  );
}

function withName(outlook: SyncOutlook, nameOf: ActorNames): SyncOutlook {
  const named = (run: RunRow | null) => run && { ...run, actor: nameOf(run.actor) };
  return { ...outlook, openRun: named(outlook.openRun), waitingPlan: named(outlook.waitingPlan) };
}

/** Starts one run, however often the button is pressed, and says where to watch it. */
function useStart(subject: Subject, replaced: string | null, onStarted: () => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { say } = useNotices();
  return useAction(async (preview: boolean) => {
    let run: RunRow;
    try {
      run = await ask(startRun, { body: { subject, preview, ...(replaced === null ? {} : { replaces: replaced }) } });
    } catch (problem) {
      void queryClient.invalidateQueries({ queryKey: outlookQuery(subject).queryKey });
      throw problem;
    }
    // Whoever wants to see a plan waits for it on its page.
    if (preview) void navigate({ to: "/runs/$id", params: { id: run.id } });
    else say({ type: "success", text: <Received run={run} /> });
    onStarted();
    void queryClient.invalidateQueries({ queryKey: waitingPlansQuery.queryKey });
    await queryClient.invalidateQueries({ queryKey: ["runs"] });
  });
}

// M22.
function Received({ run: { subject, kind } }: { readonly run: RunRow }) {
  const { clear } = useNotices();
  return (
    <>
      <Text>{runReceivedText(subject, kind)}</Text>{" "}
      <RouteLink to="/runs" onClick={clear}>
        {SYNC_TEXT.toRuns}
      </RouteLink>
    </>
  );
}
