import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeGuardLimits, type GuardSettings } from "../../contract/settings.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { useForm } from "../frame/use-form.ts";
import { useNewest } from "../frame/use-newest.ts";
import { Waited } from "../frame/Waited.tsx";
import { useMe } from "../session/me-query.ts";
import { GuardsFacts, GuardsFormView, GuardsView } from "./GuardsView.tsx";
import { type LimitField, TypedLimitsForm, typedOf } from "./guard-settings.ts";
import { GUARDS_TEXT } from "./guards-text.ts";
import { guardSettingsQuery } from "./settings-queries.ts";

/** 同期の安全確認. */
export function GuardsPage() {
  const settings = useQuery(guardSettingsQuery);
  const { role } = useMe();
  return (
    <Waited query={settings}>
      {(loaded) => (
        <GuardsView>
          {role === "administrator" ? <GuardsForm settings={loaded} /> : <GuardsFacts settings={loaded} />}
        </GuardsView>
      )}
    </Waited>
  );
}

function GuardsForm({ settings }: { readonly settings: GuardSettings }) {
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const [wasReset, setWasReset] = useState(false);
  const newest = useNewest(settings.limits, async () => {
    return (await queryClient.fetchQuery({ ...guardSettingsQuery, staleTime: 0 })).limits;
  });
  const form = useForm({
    schema: TypedLimitsForm,
    initial: typedOf(settings.limits),
    send: async (limits) => {
      const answer = await ask(changeGuardLimits, { body: { ...limits, seen: newest.row } });
      queryClient.setQueryData(guardSettingsQuery.queryKey, answer);
      newest.begin(answer.limits);
      say({ type: "success", text: GUARDS_TEXT.saved });
    },
  });

  function handleReset(): void {
    const defaults = typedOf(settings.defaults);
    for (const field of Object.keys(defaults) as LimitField[]) form.set(field, defaults[field]);
    setWasReset(true);
  }
  return (
    <GuardsFormView
      settings={settings}
      form={form}
      newest={newest}
      wasReset={wasReset}
      onSubmit={() => {
        setWasReset(false);
        void form.submit();
      }}
      onReset={handleReset}
    />
  );
}
