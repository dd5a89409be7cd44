import "./runs.css";
import { Stack, Text } from "smarthr-ui";
import type { RunRow } from "../../contract/runs.ts";
import { percentRead } from "./run-state.ts";
import { phaseText, progressCountText, RUNS_TEXT } from "./runs-text.ts";

/** How far a run at work has come: a bar with the word for what it does and, while it reads, how much of how much. */
export function RunProgressBar({
  run: { kind, progress },
  name,
}: {
  readonly run: Pick<RunRow, "kind" | "progress">;
  /** Whose progress it is, for those who do not see the row around it. */
  readonly name: string;
}) {
  const percent = percentRead(progress);
  const phase = phaseText(progress?.phase ?? "reading", kind);
  const count = progress?.phase === "reading" ? progressCountText(progress.read, progress.total) : "";
  return (
    <Stack gap={0.25}>
      <Text size="S">{count === "" ? phase : `${phase} ${count}`}</Text>
      <div
        className="run-bar"
        role="progressbar"
        aria-label={`${name} ${RUNS_TEXT.progress}`}
        aria-valuetext={count === "" ? phase : `${phase} ${count}`}
        {...(percent === null ? {} : { "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 })}
      >
        {percent === null ? <span className="run-bar-unknown" /> : <span style={{ width: `${percent}%` }} />}
      </div>
    </Stack>
  );
}
