import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import {
  confirmLink,
  discardLink,
  endLink,
  type LinkPage as LinkPageAnswer,
  linkByToken,
  nameAccount,
  startLink,
} from "../../contract/link.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { Waited } from "../frame/Waited.tsx";
import { meQuery } from "../session/me-query.ts";
import { LinkView } from "./LinkView.tsx";
import { linkPageQuery } from "./settings-queries.ts";
import { LINK_TEXT } from "./settings-text.ts";

/** SmartHR連携 (M11–M14, M29–M32). */
export function LinkPage() {
  const { back } = useSearch({ from: "/frame/settings/smarthr" });
  const query = linkPageQuery(back);
  const page = useQuery(query);
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const [outcome, setOutcome] = useKept(page.data?.outcome ?? null);

  async function show(answer: LinkPageAnswer, said: string | null): Promise<void> {
    setOutcome(null);
    queryClient.setQueryData(query.queryKey, answer);
    await queryClient.invalidateQueries(meQuery);
    if (said !== null) say({ type: "success", text: said });
  }

  return (
    <Waited query={page}>
      {(loaded) => (
        <LinkView
          page={{ ...loaded, outcome }}
          onStart={async () => {
            const { url } = await ask(startLink);
            location.assign(url);
          }}
          onLinkByToken={async (body) => show(await ask(linkByToken, { body }), LINK_TEXT.completed)}
          onNameAccount={async (body) => {
            const answer = await ask(nameAccount, { body });
            await show(answer, answer.pending === null && !answer.accountNeeded ? LINK_TEXT.completed : null);
          }}
          onConfirm={async () => show(await ask(confirmLink), LINK_TEXT.completed)}
          onDiscard={async () => show(await ask(discardLink), LINK_TEXT.discarded)}
          onEndLink={async () => show(await ask(endLink), LINK_TEXT.ended)}
        />
      )}
    </Waited>
  );
}

type Outcome = LinkPageAnswer["outcome"];

// The API says how coming back from SmartHR ended once; the page goes on saying it while it is open, however often it asks again.
function useKept(given: Outcome): readonly [Outcome, (outcome: Outcome) => void] {
  const [kept, setKept] = useState<Outcome>(null);
  const [taken, setTaken] = useState<Outcome>(null);
  if (given !== null && given !== taken) {
    setTaken(given);
    setKept(given);
  }
  return [kept, setKept];
}
