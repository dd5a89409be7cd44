import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Subject } from "../../core/run.ts";
import { problemText } from "../../text/problem-text.ts";
import { lazyPart } from "../frame/lazy-part.tsx";
import { useNotices } from "../frame/Notices.tsx";
import { meQuery, useMe } from "../session/me-query.ts";

// Only fetched by those who press 「SmartHRと同期」.
const SyncDialog = lazyPart(async () => (await import("./SyncDialog.tsx")).SyncDialog);

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
