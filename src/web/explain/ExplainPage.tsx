import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Stack } from "smarthr-ui";
import { type Explanation, syncPerson } from "../../contract/explain.ts";
import type { RunFailure } from "../../core/run.ts";
import { failureText } from "../../text/failure-text.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { useAction } from "../frame/use-action.ts";
import { Waited } from "../frame/Waited.tsx";
import { useMe } from "../session/me-query.ts";
import { ExplainForm } from "./ExplainForm.tsx";
import { ExplanationView } from "./ExplanationView.tsx";
import { isAsking } from "./explain-address.ts";
import { explanationQuery } from "./explain-queries.ts";
import { EXPLAIN_TEXT, syncedText } from "./explain-text.ts";
import { SyncPersonDialog } from "./SyncPersonDialog.tsx";
import "../runs/runs.css";

/** Why one person is synced, held or left out; and syncing that person alone. */
export function ExplainPage() {
  const address = useSearch({ from: "/frame/employees/explain" });
  const navigate = useNavigate({ from: "/employees/explain" });
  const canChange = useMe().role === "administrator";
  const query = useQuery(explanationQuery(address));
  const field = useTypedPerson(address.search ?? "");
  const sync = useSyncPerson(async () => void (await query.refetch()));
  function onAsk(): void {
    sync.forget();
    const search = field.taken();
    if (search === "") return;
    if (search === address.search) void query.refetch();
    else void navigate({ search: { search } });
  }
  return (
    <Stack>
      <div>
        <RouteLink to="/employees">{EXPLAIN_TEXT.back}</RouteLink>
      </div>
      <ScreenHeading>{EXPLAIN_TEXT.title}</ScreenHeading>
      <ExplainForm typed={field.typed} missing={field.missing} onType={field.type} onAsk={onAsk} />
      {sync.failure && <MessageBox message={failureText(sync.failure)} />}
      {isAsking(address) && (
        <Waited query={query}>
          {(explanation) => (
            <>
              <ExplanationView
                explanation={explanation}
                canChange={canChange}
                asking={query.isFetching}
                onAgain={() => {
                  sync.forget();
                  void query.refetch();
                }}
                onSync={() => sync.open(explanation)}
              />
              {sync.seen && (
                <SyncPersonDialog
                  explanation={sync.seen}
                  sending={sync.sending}
                  error={sync.error}
                  onConfirm={() => void sync.confirm()}
                  onClose={sync.close}
                />
              )}
            </>
          )}
        </Waited>
      )}
    </Stack>
  );
}

// Back and forward change what is asked, and so what stands in the field.
function useTypedPerson(asked: string) {
  const [typed, setTyped] = useState(asked);
  const [missing, setMissing] = useState(false);
  useEffect(() => setTyped(asked), [asked]);
  return {
    typed,
    missing,
    type: (text: string) => {
      setTyped(text);
      setMissing(false);
    },
    /** What is to be asked; of nothing the field says that it is missing. */
    taken: () => {
      const search = typed.trim();
      setMissing(search === "");
      return search;
    },
  };
}

/** The dialog over what was seen, and what became of it. */
function useSyncPerson(askAgain: () => Promise<void>) {
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const [seen, setSeen] = useState<Explanation | null>(null);
  const [failure, setFailure] = useState<RunFailure | null>(null);
  const action = useAction(async () => {
    const { crew, seal } = seen ?? {};
    if (!crew || !seal) return;
    const { digest, differentPerson } = seal;
    const run = await ask(syncPerson, { body: { crewId: crew.crewId, digest, differentPerson } });
    setSeen(null);
    setFailure(run.failure);
    if (run.failure === null) say({ type: "success", text: syncedText(crew) });
    await askAgain();
    await queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== "explanation" });
  });
  return {
    seen,
    failure,
    sending: action.sending,
    error: action.error,
    open: (explanation: Explanation) => {
      action.forget();
      setFailure(null);
      setSeen(explanation);
    },
    close: () => setSeen(null),
    confirm: () => action.run(),
    forget: () => setFailure(null),
  };
}
