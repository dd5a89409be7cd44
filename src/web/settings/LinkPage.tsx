import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  confirmLink,
  discardLink,
  endLink,
  type LinkPage as LinkPageAnswer,
  linkByToken,
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
  const page = useQuery(linkPageQuery);
  const queryClient = useQueryClient();
  const { say } = useNotices();

  async function show(answer: LinkPageAnswer, said: string): Promise<void> {
    queryClient.setQueryData(linkPageQuery.queryKey, answer);
    await queryClient.invalidateQueries(meQuery);
    say({ type: "success", text: said });
  }

  return (
    <Waited query={page}>
      {(loaded) => (
        <LinkView
          page={loaded}
          onStart={async () => {
            const { url } = await ask(startLink);
            location.assign(url);
          }}
          onLinkByToken={async (body) => show(await ask(linkByToken, { body }), LINK_TEXT.completed)}
          onConfirm={async () => show(await ask(confirmLink), LINK_TEXT.completed)}
          onDiscard={async () => show(await ask(discardLink), LINK_TEXT.discarded)}
          onEndLink={async () => show(await ask(endLink), LINK_TEXT.ended)}
        />
      )}
    </Waited>
  );
}
