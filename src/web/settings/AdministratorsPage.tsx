import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  changeRole,
  inviteAdministrator,
  removeAdministrator,
  renewInvitation,
} from "../../contract/administrators.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { Waited } from "../frame/Waited.tsx";
import { meQuery, useMe } from "../session/me-query.ts";
import { AdministratorsView } from "./AdministratorsView.tsx";
import { administratorsQuery } from "./settings-queries.ts";
import { ADMINISTRATORS_TEXT } from "./settings-text.ts";

/** 管理者: who may use the product for this company, and as what. */
export function AdministratorsPage() {
  const administrators = useQuery(administratorsQuery);
  const me = useMe();
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const refresh = () => queryClient.invalidateQueries(administratorsQuery);
  return (
    <Waited query={administrators}>
      {(loaded) => (
        <AdministratorsView
          administrators={loaded.administrators}
          me={me}
          onInvite={async (body) => {
            const invitation = await ask(inviteAdministrator, { body });
            await refresh();
            return invitation;
          }}
          onRenewInvitation={(id) => ask(renewInvitation, { parts: { id } })}
          onChangeRole={async (id, role) => {
            await ask(changeRole, { parts: { id }, body: { role } });
            await refresh();
            // It may have been their own.
            await queryClient.invalidateQueries(meQuery);
            say({ type: "success", text: ADMINISTRATORS_TEXT.roleChanged });
          }}
          onRemove={async (id) => {
            await ask(removeAdministrator, { parts: { id } });
            await refresh();
            say({ type: "success", text: ADMINISTRATORS_TEXT.removed });
          }}
        />
      )}
    </Waited>
  );
}
