import { useQuery, useQueryClient } from "@tanstack/react-query";
import { changePassword } from "../../contract/administrators.ts";
import { endLink } from "../../contract/link.ts";
import { changeContact, changeSyncSettings } from "../../contract/settings.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { Waited } from "../frame/Waited.tsx";
import { meQuery, useMe } from "../session/me-query.ts";
import { SettingsView } from "./SettingsView.tsx";
import { settingsQuery } from "./settings-queries.ts";
import { LINK_TEXT, SETTINGS_TEXT } from "./settings-text.ts";

/** 設定 (M10). */
export function SettingsPage() {
  const settings = useQuery(settingsQuery);
  const me = useMe();
  const queryClient = useQueryClient();
  const { say } = useNotices();
  return (
    <Waited query={settings}>
      {(loaded) => (
        <SettingsView
          settings={loaded}
          me={me}
          onSaveSync={async (body) => {
            queryClient.setQueryData(settingsQuery.queryKey, await ask(changeSyncSettings, { body }));
            say({ type: "success", text: SETTINGS_TEXT.saved });
          }}
          onSaveContact={async (body) => {
            queryClient.setQueryData(settingsQuery.queryKey, await ask(changeContact, { body }));
            await queryClient.invalidateQueries(meQuery);
            say({ type: "success", text: SETTINGS_TEXT.saved });
          }}
          readAgain={() => queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 })}
          onChangePassword={async (body) => {
            await ask(changePassword, { body });
            say({ type: "success", text: SETTINGS_TEXT.passwordChanged });
          }}
          onEndLink={async () => {
            await ask(endLink);
            await queryClient.invalidateQueries(meQuery);
            say({ type: "success", text: LINK_TEXT.ended });
          }}
        />
      )}
    </Waited>
  );
}
