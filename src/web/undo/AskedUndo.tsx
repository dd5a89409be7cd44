import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type RunDetail, undoRun } from "../../contract/runs.ts";
import { ask } from "../ask.ts";
import { useAction } from "../frame/use-action.ts";
import { outlookQuery } from "../runs/run-queries.ts";
import { useActorNames } from "../session/actor-names.ts";
import { UndoDialog } from "./UndoDialog.tsx";

/** The question whether a run is to be taken back, and what follows from a yes. */
export function AskedUndo({
  run,
  onClose,
}: {
  readonly run: Pick<RunDetail, "id" | "subject">;
  readonly onClose: () => void;
}) {
  const outlook = useQuery(outlookQuery(run.subject));
  const nameOf = useActorNames();
  const waiting = outlook.data?.waitingPlan ?? null;
  const starting = useStart(run, waiting?.id ?? null);
  return (
    <UndoDialog
      waiting={waiting && { ...waiting, actor: nameOf(waiting.actor) }}
      loading={outlook.isPending}
      sending={starting.sending}
      error={starting.error ?? outlook.error}
      onConfirm={() => void starting.run()}
      onClose={onClose}
    />
  );
}

function useStart({ id, subject }: Pick<RunDetail, "id" | "subject">, replaced: string | null) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useAction(async () => {
    try {
      const undo = await ask(undoRun, { parts: { id }, body: replaced === null ? {} : { replaces: replaced } });
      void navigate({ to: "/runs/$id", params: { id: undo.id } });
      await queryClient.invalidateQueries({ queryKey: ["runs"] });
    } catch (problem) {
      // Another plan may have come to wait meanwhile: the next press names it.
      void queryClient.invalidateQueries({ queryKey: outlookQuery(subject).queryKey });
      throw problem;
    }
  });
}
