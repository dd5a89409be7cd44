import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Text } from "smarthr-ui";
import type { z } from "zod";
import {
  acceptInvitation,
  ChosenPasswordForm,
  getInvitation,
  type OpenInvitation,
} from "../../contract/administrators.ts";
import { ask } from "../ask.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { Waited } from "../frame/Waited.tsx";
import { OutsidePage } from "./OutsidePage.tsx";
import { invitationAboutText, SESSION_TEXT } from "./session-text.ts";

/** Where an invitation, or a link to a new password, leads. */
export function InvitationPage() {
  const { token } = useParams({ from: "/invitations/$token" });
  const [chosen, setChosen] = useState(false);
  const invitation = useQuery({ ...invitationQuery(token), enabled: !chosen });
  return (
    <OutsidePage heading={SESSION_TEXT.invitationHeading}>
      {chosen ? (
        <>
          <Text>{SESSION_TEXT.chosen}</Text>
          <BackToSignIn />
        </>
      ) : (
        <Waited query={invitation}>
          {(open) => (
            <ChoosePasswordView
              invitation={open}
              onChoose={async (password) => {
                await ask(acceptInvitation, { parts: { token }, body: { password } });
                setChosen(true);
              }}
            />
          )}
        </Waited>
      )}
      {invitation.isError && <BackToSignIn />}
    </OutsidePage>
  );
}

/** For whom, and the field for the password. */
export function ChoosePasswordView({
  invitation,
  onChoose,
}: {
  readonly invitation: z.output<typeof OpenInvitation>;
  readonly onChoose: (password: string) => Promise<void>;
}) {
  const form = useForm({
    schema: ChosenPasswordForm,
    initial: { password: "" },
    send: ({ password }) => onChoose(password),
  });
  return (
    <>
      <Text>{invitationAboutText(invitation)}</Text>
      <FormOf form={form} submitText={SESSION_TEXT.choosePassword}>
        <TextField
          form={form}
          name="password"
          label={SESSION_TEXT.newPassword}
          help={SESSION_TEXT.passwordHelp}
          type="password"
          autoComplete="new-password"
        />
      </FormOf>
    </>
  );
}

/** The way back for people who are not signed in. */
export function BackToSignIn() {
  return (
    <div>
      <RouteLink to="/sign-in">{SESSION_TEXT.backToSignIn}</RouteLink>
    </div>
  );
}

function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => ask(getInvitation, { parts: { token }, signal }),
  });
}
