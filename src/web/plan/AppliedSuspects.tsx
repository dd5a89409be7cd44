import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameByCodeOf } from "../../text/department-text.ts";
import { Waited } from "../frame/Waited.tsx";
import { AddressSuspectsView } from "./AddressSuspectsView.tsx";
import { SUSPECTS_PER_PAGE, suspectsQuery } from "./plan-queries.ts";

/** 「メールアドレス変更の疑い」 of a run that was applied: whom it made new, beside who they were; nothing where it made nobody new. */
export function AppliedSuspects({ runId }: { readonly runId: string }) {
  const [page, setPage] = useState(1);
  const query = useQuery(suspectsQuery(runId, null, page));
  return (
    <Waited query={query}>
      {({ suspects, total, departmentNames }) =>
        total > 0 && (
          <AddressSuspectsView
            applied
            suspects={suspects}
            nameByCode={nameByCodeOf(departmentNames)}
            total={total}
            page={page}
            perPage={SUSPECTS_PER_PAGE}
            choosing={null}
            onPage={setPage}
          />
        )
      }
    </Waited>
  );
}
