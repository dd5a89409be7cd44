import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Base, Heading, Section, Stack } from "smarthr-ui";
import { listRunKept, type RunDetail } from "../../contract/runs.ts";
import { ask } from "../ask.ts";
import { ListPages } from "../frame/ListPages.tsx";
import { Waited } from "../frame/Waited.tsx";
import { useActorNames } from "../session/actor-names.ts";
import { KeptTable } from "./KeptTable.tsx";
import { UNDO_TEXT } from "./undo-text.ts";

const KEPT_PER_PAGE = 50;

// A plan that was made anew may keep others.
function keptQuery({ id, plan }: RunDetail, page: number) {
  return queryOptions({
    queryKey: ["run-kept", id, plan?.digest ?? null, page],
    queryFn: ({ signal }) => ask(listRunKept, { parts: { id }, query: { page, perPage: KEPT_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** What an undo leaves as it is, page by page. */
export function KeptPages({ run }: { readonly run: RunDetail }) {
  const [page, setPage] = useState(1);
  const query = useQuery(keptQuery(run, page));
  const nameOf = useActorNames();
  const title = run.state === "awaiting-approval" ? UNDO_TEXT.keptPlanned : UNDO_TEXT.kept;
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Heading type="blockTitle">{title}</Heading>
          <Waited query={query}>
            {({ kept, total }) => (
              <>
                <KeptTable subject={run.subject} kept={kept} label={title} nameOf={nameOf} />
                <ListPages total={total} page={page} perPage={KEPT_PER_PAGE} onPage={setPage} />
              </>
            )}
          </Waited>
        </Stack>
      </Section>
    </Base>
  );
}
