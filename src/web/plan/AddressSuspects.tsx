import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AddressSuspect, chooseAddresses } from "../../contract/runs.ts";
import { nameByCodeOf } from "../../text/department-text.ts";
import { ask } from "../ask.ts";
import { useFocusKept } from "../frame/focus-main.ts";
import { useAction } from "../frame/use-action.ts";
import { Waited } from "../frame/Waited.tsx";
import { AddressSuspectsView } from "./AddressSuspectsView.tsx";
import type { HeldRun } from "./held-run.ts";
import { SUSPECTS_PER_PAGE, suspectsQuery } from "./plan-queries.ts";

export type AddressChoice = AddressSuspect["choice"];

/** By SmartHR person: what is chosen and is not in the plan. */
export type AddressChosen = ReadonlyMap<string, AddressChoice>;

/** 「メールアドレス変更の疑い」 of a plan that waits: what is chosen is kept over pages until the plan is made anew. */
export function AddressSuspects({
  run,
  mayChange,
  chosen,
  onChosen,
}: {
  readonly run: HeldRun;
  readonly mayChange: boolean;
  readonly chosen: AddressChosen;
  readonly onChosen: (chosen: AddressChosen) => void;
}) {
  const { digest } = run.plan;
  const [page, setPage] = useState(1);
  const query = useQuery(suspectsQuery(run.id, digest, page));
  const queryClient = useQueryClient();
  useFocusKept();
  const remaking = useAction(async () => {
    const choices = [...chosen].map(([crewId, choice]) => ({ crewId, choice }));
    try {
      await ask(chooseAddresses, { parts: { id: run.id }, body: { digest, choices } });
    } finally {
      void queryClient.invalidateQueries();
    }
  });

  function handleChoose({ crewId, choice }: AddressSuspect, other: AddressChoice): void {
    const after = new Map(chosen);
    // Back to what the plan has: nothing is chosen.
    if (other === choice) after.delete(crewId);
    else after.set(crewId, other);
    onChosen(after);
  }
  const choosing = {
    chosen,
    sending: remaking.sending,
    error: remaking.error,
    onChoose: handleChoose,
    onRemake: () => void remaking.run(),
  };
  return (
    <Waited query={query}>
      {({ suspects, total, departmentNames }) => (
        <AddressSuspectsView
          suspects={suspects}
          nameByCode={nameByCodeOf(departmentNames)}
          total={total}
          page={page}
          perPage={SUSPECTS_PER_PAGE}
          choosing={mayChange ? choosing : null}
          onPage={setPage}
        />
      )}
    </Waited>
  );
}
