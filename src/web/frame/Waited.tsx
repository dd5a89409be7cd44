import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button, Center, Loader, Stack } from "smarthr-ui";
import { AskError } from "../ask.ts";
import { FRAME_TEXT } from "./frame-text.ts";
import { ProblemMessage } from "./ProblemMessage.tsx";

/** What a question brought: a loader while it is on its way, what went wrong with a way to ask again, or the answer. */
export function Waited<Answer>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}) {
  // An answer that was there stays in sight while a newer one is asked for, or cannot be had; then it may be old, and says so.
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemMessage error={query.error} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isPending) return <Waiting />;
  return (
    <Stack>
      <ProblemMessage error={query.error} />
      {mayChange(query.error) && (
        <div>
          <Button onClick={() => void query.refetch()}>{FRAME_TEXT.again}</Button>
        </div>
      )}
    </Stack>
  );
}

// Who may do what, and what is there, is the same when it is asked again.
function mayChange(error: unknown): boolean {
  return (
    !(error instanceof AskError) || !["not-permitted", "not-found", "invitation-over"].includes(error.problem.kind)
  );
}

/** Something is on its way. */
export function Waiting() {
  return (
    <Center padding={2}>
      <Loader alt={FRAME_TEXT.waiting} text={FRAME_TEXT.waiting} />
    </Center>
  );
}
