import type { RunDetail } from "../../contract/runs.ts";
import { lazyPart } from "../frame/lazy-part.tsx";
import { Waiting } from "../frame/Waited.tsx";

const KeptPages = lazyPart(async () => (await import("./KeptPages.tsx")).KeptPages, <Waiting />);

/** What an undo leaves as it is, before and after it is applied; nothing where it leaves nothing. */
export function KeptRows({ run }: { readonly run: RunDetail }) {
  return run.keptCount === 0 ? null : <KeptPages run={run} />;
}
