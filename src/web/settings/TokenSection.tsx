import { useState } from "react";
import { Button, Cluster, Stack, Text } from "smarthr-ui";
import { TokenLinkForm } from "../../contract/link.ts";
import type { LinkState } from "../../contract/me.ts";
import type { Problem } from "../../core/problem.ts";
import { AskError } from "../ask.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { OtherTenantMessage } from "./OtherTenantMessage.tsx";
import type { LinkActions } from "./settings-actions.ts";
import { LINK_TEXT } from "./settings-text.ts";
import { SUBDOMAIN_FIELD } from "./subdomain-field.ts";

type OtherTenant = Extract<Problem, { readonly kind: "other-tenant" }>;

/** Linking by an access token that a SmartHR administrator issued. */
export function TokenSection({
  link,
  only,
  onLinkByToken,
}: {
  readonly link: LinkState;
  /** Whether there is no other way to link. */
  readonly only: boolean;
  readonly onLinkByToken: LinkActions["onLinkByToken"];
}) {
  const [other, setOther] = useState<OtherTenant | null>(null);
  const form = useForm({
    schema: TokenLinkForm,
    initial: {
      subdomain: link.kind === "not-linked" ? "" : link.subdomain,
      accessToken: "",
      confirmedSubdomain: null as string | null,
    },
    send: async (typed) => {
      setOther(null);
      try {
        await onLinkByToken(typed);
        form.set("accessToken", "");
      } catch (error) {
        if (!(error instanceof AskError) || error.problem.kind !== "other-tenant") throw error;
        setOther(error.problem);
      }
    },
  });
  return (
    <PageSection heading={LINK_TEXT.tokenHeading}>
      <Text>{LINK_TEXT.tokenAbout}</Text>
      <FormOf
        form={form}
        submitText={link.kind === "not-linked" ? LINK_TEXT.linkByToken : LINK_TEXT.renewByToken}
        variant={only ? "primary" : "secondary"}
      >
        <TextField form={form} {...SUBDOMAIN_FIELD} />
        <TextField
          form={form}
          name="accessToken"
          label={LINK_TEXT.accessToken}
          help={LINK_TEXT.accessTokenHelp}
          required
          type="password"
          autoComplete="off"
        />
        {other && (
          <OtherTenantQuestion
            other={other}
            onConfirm={() => void form.submit({ confirmedSubdomain: other.subdomain })}
            onDiscard={() => setOther(null)}
          />
        )}
      </FormOf>
    </PageSection>
  );
}

function OtherTenantQuestion({
  other: { subdomain, linkedSubdomains },
  onConfirm,
  onDiscard,
}: {
  readonly other: OtherTenant;
  readonly onConfirm: () => void;
  readonly onDiscard: () => void;
}) {
  return (
    <Stack gap={0.75}>
      <OtherTenantMessage subdomain={subdomain} linkedSubdomains={linkedSubdomains} />
      <Cluster>
        <Button onClick={onConfirm}>{LINK_TEXT.confirmOther}</Button>
        <Button onClick={onDiscard}>{LINK_TEXT.discardOther}</Button>
      </Cluster>
    </Stack>
  );
}
