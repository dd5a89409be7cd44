import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type OptOuts, type Restoration, remakeOptOutField, restoreOptOuts } from "../../contract/opt-outs.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { Waited } from "../frame/Waited.tsx";
import { useTyped } from "../roster/use-typed.ts";
import { useActorNames } from "../session/actor-names.ts";
import { useMe } from "../session/me-query.ts";
import { OptOutsView } from "./OptOutsView.tsx";
import { type OptOutsAddress, optOutsAddress } from "./opt-outs-address.ts";
import { isAtWork, OPT_OUTS_KEY, optOutsQuery, restoredPeopleQuery } from "./opt-outs-queries.ts";
import { OPT_OUTS_TEXT } from "./opt-outs-text.ts";
import { RestorationView } from "./RestorationView.tsx";

/** 「連携しない社員」. */
export function OptOutsPage() {
  const address = useSearch({ from: "/frame/settings/opt-outs" });
  const query = useQuery(optOutsQuery(address));
  return (
    <Waited query={query}>
      {(optOuts) => (
        // Another reading, other people: nobody stays left out by an old choice.
        <ConnectedOptOuts key={optOuts.readAt} optOuts={optOuts} address={address} />
      )}
    </Waited>
  );
}

function useGo() {
  const navigate = useNavigate({ from: "/settings/opt-outs" });
  return (change: OptOutsAddress, replace = false) =>
    void navigate({ search: (before) => optOutsAddress({ ...before, ...change }), replace, resetScroll: false });
}

function ConnectedOptOuts({ optOuts, address }: { readonly optOuts: OptOuts; readonly address: OptOutsAddress }) {
  const me = useMe();
  const go = useGo();
  const queryClient = useQueryClient();
  const { say, clear } = useNotices();
  const [except, setExcept] = useState<ReadonlySet<string>>(new Set());
  const { typed, onType } = useTyped(address.search ?? "", (search) => go({ search, page: 1 }, true));
  const refresh = () => queryClient.invalidateQueries({ queryKey: OPT_OUTS_KEY });

  function handleChoose(crewIds: readonly string[], chosen: boolean): void {
    const others = [...except].filter((crewId) => !crewIds.includes(crewId));
    setExcept(new Set(chosen ? others : [...others, ...crewIds]));
  }
  return (
    <OptOutsView
      optOuts={optOuts}
      me={me}
      page={address.page ?? 1}
      onPage={(page) => go({ page })}
      typed={typed}
      onType={onType}
      choosing={{ except, onChoose: handleChoose }}
      restoration={
        optOuts.restoration && (
          <ConnectedRestoration restoration={optOuts.restoration} readAt={optOuts.readAt} address={address} />
        )
      }
      onRemake={async () => {
        const { outcome } = await ask(remakeOptOutField);
        await refresh();
        say({ type: "success", text: OPT_OUTS_TEXT[outcome] });
      }}
      onRestore={async () => {
        await ask(restoreOptOuts, { body: { readAt: optOuts.readAt ?? 0, except: [...except] } });
        clear();
        await refresh();
      }}
    />
  );
}

function ConnectedRestoration({
  restoration,
  readAt,
  address,
}: {
  readonly restoration: Restoration;
  readonly readAt: OptOuts["readAt"];
  readonly address: OptOutsAddress;
}) {
  const go = useGo();
  const query = useQuery({ ...restoredPeopleQuery(restoration, address), enabled: !isAtWork(restoration) });
  const actorName = useActorNames();
  const { outcome = null, resultPage = 1 } = address;
  return (
    <RestorationView
      restoration={restoration}
      synced={readAt !== null && restoration.finishedAt !== null && readAt > restoration.finishedAt}
      actorName={actorName}
      restored={isAtWork(restoration) ? undefined : query.data}
      outcome={outcome}
      onOutcome={(chosen) => go({ outcome: chosen ?? undefined, resultPage: 1 })}
      page={resultPage}
      onPage={(page) => go({ resultPage: page })}
    />
  );
}
