import type { AdministratorRow } from "../../contract/administrators.ts";
import type { LinkPage } from "../../contract/link.ts";
import type { Settings } from "../../contract/settings.ts";
import { AskError } from "../ask.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ErrorCataloguePage } from "../guide/ErrorCataloguePage.tsx";
import { GuidePage } from "../guide/GuidePage.tsx";
import { ChoosePasswordView } from "../session/InvitationPage.tsx";
import { SignInView } from "../session/SignInPage.tsx";
import { AdministratorsView } from "./AdministratorsView.tsx";
import { InvitationDialog } from "./InvitationDialog.tsx";
import { LinkOfNobody } from "./LinkOfNobody.tsx";
import { LinkView } from "./LinkView.tsx";
import { SettingsView } from "./SettingsView.tsx";

const nothing = async () => {};

const settings: Settings = {
  company: { slug: "demo", name: "見本株式会社" },
  createRetired: true,
  whenAddressChanged: "create-new",
  contact: CATALOGUE_ME.contact,
};
const settingsActions = {
  onSaveSync: nothing,
  onSaveContact: nothing,
  readAgain: async () => settings,
  onChangePassword: nothing,
  onEndLink: nothing,
};

const linked: LinkPage = {
  link: CATALOGUE_ME.link,
  oauthOffered: true,
  optOutFieldFailure: null,
  optOutFieldRemembered: true,
  accountNeeded: false,
  others: [],
  pending: null,
  outcome: null,
};
const notLinked: LinkPage = { ...linked, link: { kind: "not-linked" } };
const expired: LinkPage = {
  ...linked,
  link: { ...CATALOGUE_ME.link, kind: "expired", daysLeft: -1 } as LinkPage["link"],
};
const rejected: LinkPage = {
  ...linked,
  link: { ...CATALOGUE_ME.link, rejectedAt: Date.UTC(2026, 3, 2) } as LinkPage["link"],
};
const linkActions = {
  actorName: (email: string) => (email === "sub@example.com" ? "見本 花子" : email),
  onStart: nothing,
  onLinkByToken: nothing,
  onNameAccount: nothing,
  onConfirm: nothing,
  onDiscard: nothing,
  onEndLink: nothing,
};

const people: readonly AdministratorRow[] = [
  {
    id: "1",
    email: "admin@example.com",
    name: "見本 花子",
    role: "administrator",
    invited: false,
    link: "linked",
    lastSignInAt: Date.UTC(2026, 3, 1),
  },
  {
    id: "2",
    email: "a-very-long-address-of-somebody-in-the-company@subsidiary.example.com",
    name: "とても長い名前の見本さん",
    role: "viewer",
    invited: true,
    link: "not-linked",
    lastSignInAt: null,
  },
];
const administratorActions = {
  onInvite: async () => invitation,
  onRenewInvitation: async () => invitation,
  onChangeRole: nothing,
  onRemove: nothing,
};
const invitation = {
  url: "http://localhost:3000/invitations/3c1f",
  mailed: false,
  expiresAt: Date.UTC(2026, 3, 8),
};
const viewer = { ...CATALOGUE_ME, role: "viewer", link: { kind: "not-linked" } } as const;

export const settingsEntries: readonly CatalogueEntry[] = [
  { name: "settings", element: <SettingsView settings={settings} me={CATALOGUE_ME} {...settingsActions} /> },
  { name: "settings-viewer", element: <SettingsView settings={settings} me={viewer} {...settingsActions} /> },
  { name: "link-not-linked", element: <LinkView page={notLinked} {...linkActions} /> },
  {
    name: "link-completed",
    element: (
      <LinkView
        page={{
          ...linked,
          outcome: { kind: "completed" },
          optOutFieldFailure: { kind: "missing-permission", resource: "crew_custom_field_templates" },
          others: [{ email: "sub@example.com", tenantUrl: "https://acme.smarthr.jp", expired: true }],
        }}
        {...linkActions}
      />
    ),
  },
  linkWithoutField("field-missing", false),
  linkWithoutField("field-lost", true),
  { name: "link-viewer", element: <LinkOfNobody /> },
  { name: "link-rejected", element: <LinkView page={rejected} {...linkActions} /> },
  { name: "link-expired", element: <LinkView page={expired} {...linkActions} /> },
  {
    name: "link-refused",
    element: (
      <LinkView
        page={{ ...notLinked, oauthOffered: false, outcome: { kind: "refused", reason: { kind: "access-denied" } } }}
        {...linkActions}
      />
    ),
  },
  {
    name: "link-pending",
    element: (
      <LinkView
        page={{ ...notLinked, pending: { subdomain: "globex", linkedSubdomains: ["acme"] } }}
        {...linkActions}
      />
    ),
  },
  { name: "link-account-needed", element: <LinkView page={{ ...notLinked, accountNeeded: true }} {...linkActions} /> },
  {
    name: "administrators",
    element: <AdministratorsView administrators={people} me={CATALOGUE_ME} {...administratorActions} />,
  },
  {
    name: "administrators-viewer",
    element: <AdministratorsView administrators={people} me={viewer} {...administratorActions} />,
  },
  { name: "invitation", element: <InvitationDialog invitation={invitation} onClose={() => {}} /> },
  {
    name: "invitation-mailed",
    element: <InvitationDialog invitation={{ ...invitation, mailed: true }} onClose={() => {}} />,
  },
  {
    name: "new-password-mailed",
    element: <InvitationDialog invitation={{ ...invitation, url: null, mailed: true }} onClose={() => {}} />,
  },
  {
    name: "new-password-unsent",
    element: <InvitationDialog invitation={{ ...invitation, url: null, mailed: false }} onClose={() => {}} />,
  },
  {
    name: "sign-in",
    element: (
      <SignInView
        onSignIn={async () => {
          throw new AskError({ kind: "wrong-password" });
        }}
      />
    ),
  },
  {
    name: "choose-password",
    element: (
      <ChoosePasswordView
        invitation={{
          email: "new@example.com",
          name: "見本 次郎",
          companyName: "見本株式会社",
          purpose: "invitation",
        }}
        onChoose={nothing}
      />
    ),
  },
  { name: "guide", element: <GuidePage /> },
  { name: "error-catalogue", element: <ErrorCataloguePage /> },
];

function linkWithoutField(name: string, remembered: boolean): CatalogueEntry {
  const page: LinkPage = {
    ...linked,
    optOutFieldFailure: { kind: "opt-out-field-missing" },
    optOutFieldRemembered: remembered,
  };
  return { name: `link-${name}`, element: <LinkView page={page} {...linkActions} /> };
}
