import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "smarthr-ui";
import { approveRun } from "../../contract/runs.ts";
import { approveText } from "../../text/run-summary-text.ts";
import { ask } from "../ask.ts";
import { useFocusKept } from "../frame/focus-main.ts";
import { useAction } from "../frame/use-action.ts";
import { runQuery } from "../runs/run-queries.ts";
import { ApproveDialog } from "./ApproveDialog.tsx";
import type { HeldRun } from "./held-run.ts";
import { unmadeText } from "./plan-text.ts";

/**
 * 「この内容で同期する」: applies exactly the plan that was in sight when it was pressed, after a question; not while somebody has chosen
 * what is not in the plan yet.
 */
export function ApproveRun({ run, unmade = 0 }: { readonly run: HeldRun; readonly unmade?: number }) {
  // What is approved is what was asked about, also when a newer plan arrives meanwhile.
  const [asked, setAsked] = useState<HeldRun | null>(null);
  const queryClient = useQueryClient();
  useFocusKept();
  const approving = useAction(async ({ id, plan }: HeldRun) => {
    try {
      const queued = await ask(approveRun, { parts: { id }, body: { digest: plan.digest } });
      // A database that applies the plan may answer late: what is known already is shown at once.
      queryClient.setQueryData(runQuery(id).queryKey, (before) => before && { ...before, ...queued });
      setAsked(null);
    } finally {
      // It goes on, or somebody else was faster: the page shows what became of it.
      void queryClient.invalidateQueries();
    }
  });
  return (
    <>
      <Button
        variant="primary"
        disabled={unmade > 0}
        {...(unmade > 0 ? { disabledReason: { message: unmadeText(unmade) } } : {})}
        onClick={() => {
          approving.forget();
          setAsked(run);
        }}
      >
        {approveText(run.kind)}
      </Button>
      <ApproveDialog
        open={asked !== null}
        run={asked ?? run}
        sending={approving.sending}
        error={approving.error}
        onApprove={() => void approving.run(asked ?? run)}
        onClose={() => setAsked(null)}
      />
    </>
  );
}
