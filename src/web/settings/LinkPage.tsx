import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouteContext, useSearch } from "@tanstack/react-router";
import { Stack } from "smarthr-ui";
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
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waited } from "../frame/Waited.tsx";
import { useActorNames } from "../session/actor-names.ts";
import { meQuery, useMe } from "../session/me-query.ts";
import { BackToSettings } from "./BackToSettings.tsx";
import { LinkOfNobody } from "./LinkOfNobody.tsx";
import { LinkView } from "./LinkView.tsx";
import { linkPageQuery } from "./settings-queries.ts";
import { LINK_TEXT } from "./settings-text.ts";

/** SmartHR連携 (M11–M14, M29–M32); viewers, who have no link, are told so. */
export function LinkPage() {
  return useMe().role === "viewer" ? <LinkOfNobody /> : <OwnLinkPage />;
}

function OwnLinkPage() {
  const { back } = useSearch({ from: "/frame/settings/smarthr" });
  const { leave } = useRouteContext({ from: "/frame/settings/smarthr" });
  const query = linkPageQuery(back);
  const page = useQuery(query);
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const actorName = useActorNames();

  async function show(answer: LinkPageAnswer, said: string | null): Promise<void> {
    queryClient.setQueryData(query.queryKey, answer);
    await queryClient.invalidateQueries(meQuery);
    if (said !== null) say({ type: "success", text: said });
  }

  if (page.isError && page.data === undefined) {
    return (
      <Stack>
        <BackToSettings>
          <ScreenHeading>{LINK_TEXT.heading}</ScreenHeading>
        </BackToSettings>
        <Waited query={page}>{() => null}</Waited>
      </Stack>
    );
  }
  return (
    <Waited query={page}>
      {(loaded) => (
        <LinkView
          page={loaded}
          actorName={actorName}
          onStart={async () => {
            const { url } = await ask(startLink);
            leave(url);
          }}
          onLinkByToken={async (body) => show(await ask(linkByToken, { body }), LINK_TEXT.completed)}
          onNameAccount={async (body) => {
            const answer = await ask(nameAccount, { body });
            await show(answer, answer.pending === null && !answer.accountNeeded ? LINK_TEXT.completed : null);
          }}
          onConfirm={async (subdomain) => {
            try {
              await show(await ask(confirmLink, { body: { subdomain } }), LINK_TEXT.completed);
            } catch (refusal) {
              // What waits may be another account's by now, or gone: then the page asks about that.
              void queryClient.invalidateQueries({ queryKey: query.queryKey });
              throw refusal;
            }
          }}
          onDiscard={async () => show(await ask(discardLink), LINK_TEXT.discarded)}
          onEndLink={async () => show(await ask(endLink), LINK_TEXT.ended)}
        />
      )}
    </Waited>
  );
}
