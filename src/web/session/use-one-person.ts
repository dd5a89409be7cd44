import { useQueryClient } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Me } from "../../contract/me.ts";
import { meQuery, useMe } from "./me-query.ts";
import { hearOtherTabs } from "./other-tabs.ts";

/**
 * Whether the pages are still for whom they were opened. Somebody else may sign in, in another tab of this browser: what was read for the
 * first is not for them, and the page is loaded anew. The same person may sign in again, and goes on with what they were typing.
 */
export function useOnePerson(): boolean {
  const queryClient = useQueryClient();
  const { leave } = useRouteContext({ from: "/frame" });
  const me = useMe();
  const [first] = useState(me);
  const [signedOut, setSignedOut] = useState(false);
  const over = signedOut || idOf(me) !== idOf(first);
  useEffect(() => {
    const askAgain = () => void queryClient.invalidateQueries(meQuery);
    const stop = hearOtherTabs((news) => (news === "signed-out" ? setSignedOut(true) : askAgain()));
    window.addEventListener("focus", askAgain);
    return () => {
      stop();
      window.removeEventListener("focus", askAgain);
    };
  }, [queryClient]);
  useEffect(() => {
    if (over) leave(location.pathname + location.search);
  }, [over, leave]);
  return !over;
}

function idOf({ administratorId, company }: Me): string {
  return `${company.slug} ${administratorId}`;
}
