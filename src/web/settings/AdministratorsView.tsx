import { type ReactNode, useState } from "react";
import { Base, Button, Cluster, Stack, StatusLabel, Table, Td, Text, Th } from "smarthr-ui";
import type { z } from "zod";
import type { AdministratorRow, Invitation, InvitationForm } from "../../contract/administrators.ts";
import type { Me, Role } from "../../contract/me.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { ConfirmButton } from "../frame/ConfirmButton.tsx";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { useAction } from "../frame/use-action.ts";
import { Wide } from "../frame/Wide.tsx";
import { BackToSettings } from "./BackToSettings.tsx";
import { InvitationDialog } from "./InvitationDialog.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { ADMINISTRATORS_TEXT, changeRoleText, removeText } from "./settings-text.ts";

export interface AdministratorsActions {
  readonly onInvite: (form: z.input<typeof InvitationForm>) => Promise<z.output<typeof Invitation>>;
  readonly onRenewInvitation: (id: string) => Promise<z.output<typeof Invitation>>;
  readonly onChangeRole: (id: string, role: Role) => Promise<void>;
  readonly onRemove: (id: string) => Promise<void>;
}

/** The company's administrators and viewers, and what an administrator may do with them. */
export function AdministratorsView({
  administrators,
  me,
  ...actions
}: { readonly administrators: readonly AdministratorRow[]; readonly me: Me } & AdministratorsActions) {
  const [inviting, setInviting] = useState(false);
  const [invitation, setInvitation] = useState<z.output<typeof Invitation> | null>(null);
  const renewal = useAction(async (id: string) => setInvitation(await actions.onRenewInvitation(id)));
  const mayChange = me.role === "administrator";
  return (
    <Stack gap={1.5}>
      <BackToSettings>
        <ScreenHeading
          actions={
            mayChange && (
              <Button variant="primary" onClick={() => setInviting(true)}>
                {ADMINISTRATORS_TEXT.invite}
              </Button>
            )
          }
        >
          {ADMINISTRATORS_TEXT.heading}
        </ScreenHeading>
      </BackToSettings>
      <ProblemMessage error={renewal.error} />
      <Base>
        <Wide label={ADMINISTRATORS_TEXT.heading}>
          <Table className="stacked">
            <thead>
              <tr>
                {ADMINISTRATORS_TEXT.columns.slice(0, mayChange ? undefined : -1).map((column) => (
                  <Th key={column}>{column}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {administrators.map((person) => (
                <AdministratorLine key={person.id} person={person}>
                  {mayChange && (
                    <Td>
                      <LineActions person={person} {...actions} onRenew={() => void renewal.run(person.id)} />
                    </Td>
                  )}
                </AdministratorLine>
              ))}
            </tbody>
          </Table>
        </Wide>
      </Base>
      {/* Gone at once, before the next dialog comes: a dialog that fades out takes the focus back to its button afterwards. */}
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvite={async (form) => {
            setInvitation(await actions.onInvite(form));
            setInviting(false);
          }}
        />
      )}
      <InvitationDialog invitation={invitation} onClose={() => setInvitation(null)} />
    </Stack>
  );
}

function AdministratorLine({ person, children }: { readonly person: AdministratorRow; readonly children: ReactNode }) {
  const [, , role, link, lastSignIn] = ADMINISTRATORS_TEXT.columns;
  return (
    <tr>
      <Td>
        <Cluster align="center">
          {person.name}
          {person.invited && <StatusLabel>{ADMINISTRATORS_TEXT.invited}</StatusLabel>}
        </Cluster>
      </Td>
      <Td>{person.email}</Td>
      <Td data-label={role}>{ADMINISTRATORS_TEXT[person.role]}</Td>
      <Td data-label={link}>
        {person.role === "viewer" ? ADMINISTRATORS_TEXT.none : ADMINISTRATORS_TEXT.link[person.link]}
      </Td>
      <Td data-label={lastSignIn}>
        {person.lastSignInAt === null ? ADMINISTRATORS_TEXT.none : dateTimeText(person.lastSignInAt)}
      </Td>
      {children}
    </tr>
  );
}

function LineActions({
  person,
  onChangeRole,
  onRemove,
  onRenew,
}: {
  readonly person: AdministratorRow;
  readonly onRenew: () => void;
} & Pick<AdministratorsActions, "onChangeRole" | "onRemove">) {
  const otherRole: Role = person.role === "viewer" ? "administrator" : "viewer";
  const { title, lines } = removeText(person.name);
  return (
    <Cluster gap={0.5}>
      <ConfirmButton
        size="s"
        label={otherRole === "viewer" ? ADMINISTRATORS_TEXT.makeViewer : ADMINISTRATORS_TEXT.makeAdministrator}
        title={changeRoleText(person.name, ADMINISTRATORS_TEXT[otherRole])}
        actionText={ADMINISTRATORS_TEXT.ok}
        onConfirm={() => onChangeRole(person.id, otherRole)}
      >
        <Text>{ADMINISTRATORS_TEXT[`${otherRole}About`]}</Text>
        {otherRole === "viewer" && person.link !== "not-linked" && <Text>{ADMINISTRATORS_TEXT.becomesViewer}</Text>}
      </ConfirmButton>
      <Button size="s" onClick={onRenew}>
        {ADMINISTRATORS_TEXT.newInvitation}
      </Button>
      <ConfirmButton
        size="s"
        danger
        label={ADMINISTRATORS_TEXT.remove}
        title={title}
        actionText={ADMINISTRATORS_TEXT.remove}
        onConfirm={() => onRemove(person.id)}
      >
        {lines.map((line) => (
          <Text key={line}>{line}</Text>
        ))}
      </ConfirmButton>
    </Cluster>
  );
}
