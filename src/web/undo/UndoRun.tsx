import { useState } from "react";
import { Button } from "smarthr-ui";
import type { RunDetail } from "../../contract/runs.ts";
import { lazyPart } from "../frame/lazy-part.tsx";
import { UNDO_TEXT } from "./undo-text.ts";

const AskedUndo = lazyPart(async () => (await import("./AskedUndo.tsx")).AskedUndo);

/** 「この処理を取り消す」: after a question, plans the undo and leads to where it waits to be approved. */
export function UndoRun({ run }: { readonly run: Pick<RunDetail, "id" | "subject"> }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button onClick={() => setAsked(true)}>{UNDO_TEXT.undo}</Button>
      {asked && <AskedUndo run={run} onClose={() => setAsked(false)} />}
    </>
  );
}
