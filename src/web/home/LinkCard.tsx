import { Base, Cluster, Heading, NotificationBar, Section, Stack, StatusLabel, Text, TextLink } from "smarthr-ui";
import type { LinkState } from "../../contract/me.ts";
import { Facts } from "../frame/Facts.tsx";
import { RouteButton, RouteLink } from "../frame/RouteLink.tsx";
import { daysLeftText, HOME_TEXT, linkWarningText } from "./home-text.ts";
import { type LinkUrgency, linkUrgency } from "./link-urgency.ts";

const STATE = {
  linked: { type: "blue", text: HOME_TEXT.linked },
  expired: { type: "error", text: HOME_TEXT.expired },
  rejected: { type: "error", text: HOME_TEXT.rejected },
  "not-linked": { type: "grey", text: HOME_TEXT.notLinked },
} as const satisfies Record<LinkState["kind"] | "rejected", unknown>;

/** The signed-in administrator's own link (M31): how it stands and how long it lasts. */
export function LinkCard({ link }: { readonly link: LinkState }) {
  const { type, text } = STATE[linkUrgency(link) === "rejected" ? "rejected" : link.kind];
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Cluster align="center" justify="space-between">
            <Heading type="blockTitle">{HOME_TEXT.link}</Heading>
            <StatusLabel type={type}>{text}</StatusLabel>
          </Cluster>
          {link.kind === "not-linked" ? <Text>{HOME_TEXT.notLinkedWhy}</Text> : <LinkFacts link={link} />}
          <div>
            <RouteLink to="/settings/smarthr">{HOME_TEXT.toLinkPage}</RouteLink>
          </div>
        </Stack>
      </Section>
    </Base>
  );
}

function LinkFacts({ link }: { readonly link: Exclude<LinkState, { readonly kind: "not-linked" }> }) {
  return (
    <Facts
      className="facts-across"
      facts={[
        [
          HOME_TEXT.account,
          <TextLink key="account" href={link.tenantUrl} target="_blank">
            {link.tenantUrl}
          </TextLink>,
        ],
        ...(linkUrgency(link) === "rejected"
          ? []
          : [[HOME_TEXT.daysLeft, daysLeftText(link.daysLeft, link.lastDay)] as const]),
      ]}
    />
  );
}

const LOUDNESS = {
  none: { type: "info", bold: false },
  soon: { type: "warning", bold: false },
  "this-week": { type: "warning", bold: true },
  "last-day": { type: "error", bold: true },
  expired: { type: "error", bold: true },
  rejected: { type: "error", bold: true },
} as const satisfies Record<LinkUrgency, unknown>;

/** Above everything else while the link ends soon, has ended, or was refused. */
export function LinkWarning({ link }: { readonly link: LinkState }) {
  if (link.kind === "not-linked") return null;
  const urgency = linkUrgency(link);
  const text = linkWarningText(urgency, link);
  if (text === null) return null;
  return (
    <NotificationBar
      {...LOUDNESS[urgency]}
      base="base"
      role="status"
      subActionArea={<RouteButton to="/settings/smarthr">{HOME_TEXT.renew}</RouteButton>}
    >
      {text}
    </NotificationBar>
  );
}
