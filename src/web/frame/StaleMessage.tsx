import { Button } from "smarthr-ui";
import type { Message } from "../../text/message.ts";
import { problemText } from "../../text/problem-text.ts";
import { GONE_TEXT, NEWEST_LOADED_TEXT, NEWEST_TEXT } from "./newest-text.ts";
import { MessageBox, ProblemMessage } from "./ProblemMessage.tsx";
import { isOvertaken, type Newest } from "./use-newest.ts";

/** What went wrong when a row was to be changed; when somebody else was faster, the way to the newest. */
export function StaleMessage({
  error,
  newest,
  event = NEWEST_TEXT.notSaved,
  goneText = GONE_TEXT,
  loadedText = NEWEST_LOADED_TEXT,
}: {
  readonly error: unknown;
  readonly newest: Newest<unknown>;
  /** What did not happen, because somebody else was faster. */
  readonly event?: string;
  readonly goneText?: Message;
  readonly loadedText?: Message;
}) {
  if (newest.gone) return <MessageBox message={goneText} />;
  if (error === null) return null;
  if (newest.answered === error) return <MessageBox message={loadedText} type="info" />;
  if (!isOvertaken(error)) return <ProblemMessage error={error} />;
  return (
    <>
      <MessageBox message={{ ...problemText({ kind: "stale" }), event }} />
      <ProblemMessage error={newest.error} />
      <div>
        <Button size="s" loading={newest.loading} onClick={() => void newest.load(error)}>
          {NEWEST_TEXT.load}
        </Button>
      </div>
    </>
  );
}
