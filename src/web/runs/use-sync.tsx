import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Text } from "smarthr-ui";
import { startRun } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { problemText } from "../../text/problem-text.ts";
import { runReceivedText } from "../../text/run-summary-text.ts";
import { AskError, ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { useAction } from "../frame/use-action.ts";
import { meQuery, useMe } from "../session/me-query.ts";
import { outlookQuery } from "./run-queries.ts";
import { SYNC_TEXT } from "./runs-text.ts";
import { SyncDialogView } from "./SyncDialogView.tsx";

/** 「SmartHRと同期」 on a page. */
export interface SyncFromSmartHr {
  /** M21, M31: the menu item is not shown to somebody who has no link; an expired link has it, and leads to the link page (M32). */
  readonly offered: boolean;
  readonly start: () => void;
  /** To be placed somewhere in the page. */
  readonly dialog: ReactNode;
}

/** The menu item, what it does, and its dialog; the same wherever a sync can be started. */
export function useSync(subject: Subject): SyncFromSmartHr {
  const { link, role } = useMe();
  const [asked, setAsked] = useState(false);
  const leadToLinkPage = useLeadToLinkPage();
  return {
    offered: role === "administrator" && link.kind !== "not-linked",
    start: () => (link.kind === "expired" ? leadToLinkPage() : setAsked(true)),
    dialog: asked && (
      <SyncDialog
        subject={subject}
        onClose={() => setAsked(false)}
        onExpired={() => {
          setAsked(false);
          leadToLinkPage();
        }}
      />
    ),
  };
}

// M32: the link page is where an expired link is put right, and the notice says why one is there.
function useLeadToLinkPage(): () => void {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { say } = useNotices();
  return () => {
    const { event, cause, remedy } = problemText({ kind: "link-expired" });
    say({ type: "warning", text: [event, cause, remedy].join("") });
    void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    void navigate({ to: "/settings/smarthr" });
  };
}

interface SyncDialogProps {
  readonly subject: Subject;
  readonly onClose: () => void;
  readonly onExpired: () => void;
}

function SyncDialog({ subject, onClose, onExpired }: SyncDialogProps) {
  const outlook = useQuery(outlookQuery(subject));
  const starting = useStart(subject, onClose);
  const error = starting.error ?? (outlook.data ? null : outlook.error);
  const expired = error instanceof AskError && error.problem.kind === "link-expired";
  useEffect(() => {
    if (expired) onExpired();
  });
  return (
    <SyncDialogView
      subject={subject}
      outlook={outlook.data}
      error={expired ? null : error}
      starting={starting.sending}
      onStart={() => void starting.run()}
      onClose={onClose}
    />
  );
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
