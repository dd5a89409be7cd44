import type { RunDetail } from "../../contract/runs.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { toUndoneText } from "./undo-text.ts";

/** The way from an undo to the run that it takes back; nothing for any other run. */
export function ToUndone({ run: { subject, undoOf } }: { readonly run: Pick<RunDetail, "subject" | "undoOf"> }) {
  if (undoOf === null) return null;
  return (
    <div>
      <RouteLink to="/runs/$id" params={{ id: undoOf.id }}>
        {toUndoneText(runNameText(subject, undoOf.kind), undoOf.requestedAt)}
      </RouteLink>
    </div>
  );
}
