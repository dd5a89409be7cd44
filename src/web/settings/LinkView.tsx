import { Stack, Text, TextLink } from "smarthr-ui";
import type { LinkPage } from "../../contract/link.ts";
import { dateText } from "../../text/date-text.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { linkRefusalText } from "../../text/link-refusal-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import type { ActorNames } from "../session/actor-names.ts";
import { AccountSection } from "./AccountSection.tsx";
import { BackToSettings } from "./BackToSettings.tsx";
import { LinkStateLabel } from "./LinkStateLabel.tsx";
import { OptOutFieldSection } from "./OptOutFieldSection.tsx";
import { OtherLinksSection } from "./OtherLinksSection.tsx";
import { PendingLink } from "./PendingLink.tsx";
import { StartLinkSection } from "./StartLinkSection.tsx";
import type { LinkActions } from "./settings-actions.ts";
import { daysLeftText, LINK_TEXT, rejectedCause } from "./settings-text.ts";
import { TokenSection } from "./TokenSection.tsx";
import { UnlinkButton } from "./UnlinkButton.tsx";

interface LinkViewProps extends LinkActions {
  readonly page: LinkPage;
  readonly actorName: ActorNames;
}

/** The signed-in person's link: what it is, how to make, renew and end it. */
export function LinkView({ page, actorName, ...actions }: LinkViewProps) {
  const { link, pending } = page;
  const renewing = link.kind !== "not-linked";
  return (
    <Stack gap={2}>
      <BackToSettings>
        <ScreenHeading>{LINK_TEXT.heading}</ScreenHeading>
      </BackToSettings>
      <Outcome page={page} />
      {page.accountNeeded && <AccountSection onNameAccount={actions.onNameAccount} onDiscard={actions.onDiscard} />}
      {pending && <PendingLink pending={pending} {...actions} />}
      <PageSection heading={LINK_TEXT.state}>
        <LinkFacts link={link} />
        {renewing && (
          <div>
            <UnlinkButton onEndLink={actions.onEndLink} />
          </div>
        )}
      </PageSection>
      {page.optOutFieldFailure && (
        <OptOutFieldSection failure={page.optOutFieldFailure} remembered={page.optOutFieldRemembered} />
      )}
      <StartLinkSection offered={page.oauthOffered} renewing={renewing} onStart={actions.onStart} />
      <TokenSection link={link} only={!page.oauthOffered} onLinkByToken={actions.onLinkByToken} />
      {page.others.length > 0 && <OtherLinksSection others={page.others} actorName={actorName} />}
    </Stack>
  );
}

// M13: how coming back from SmartHR ended; M32: why 「SmartHRと同期」 led here.
function Outcome({ page: { outcome, link } }: { readonly page: LinkPage }) {
  if (outcome?.kind === "completed") {
    return (
      <MessageBox
        type="success"
        message={{ event: LINK_TEXT.completed, cause: LINK_TEXT.completedCause, remedy: LINK_TEXT.completedRemedy }}
      />
    );
  }
  return (
    <>
      {outcome?.kind === "refused" && <MessageBox message={linkRefusalText(outcome.reason)} />}
      {link.kind === "linked" && link.rejectedAt !== null && (
        <MessageBox
          type="warning"
          message={{
            event: LINK_TEXT.rejectedEvent,
            cause: rejectedCause(link.rejectedAt),
            remedy: LINK_TEXT.rejectedRemedy,
          }}
        />
      )}
      {link.kind === "expired" && (
        <MessageBox
          type="warning"
          message={{
            event: LINK_TEXT.expiredEvent,
            cause: LINK_TEXT.expiredCause,
            remedy: LINK_TEXT.expiredRemedy,
          }}
        />
      )}
    </>
  );
}

function LinkFacts({ link }: { readonly link: LinkPage["link"] }) {
  if (link.kind === "not-linked") {
    return (
      <>
        <div>
          <LinkStateLabel link={link} />
        </div>
        <Text>{LINK_TEXT.notLinkedAbout}</Text>
      </>
    );
  }
  return (
    <Facts
      facts={[
        [LINK_TEXT.status, <LinkStateLabel key="state" link={link} />],
        [
          LINK_TEXT.tenantUrl,
          <TextLink key="url" href={link.tenantUrl} target="_blank">
            {link.tenantUrl}
          </TextLink>,
        ],
        [LINK_TEXT.kind, link.access === "oauth" ? LINK_TEXT.oauth : LINK_TEXT.token],
        [LINK_TEXT.linkedAt, dateTimeText(link.linkedAt)],
        ...(link.kind === "linked" && link.rejectedAt !== null
          ? []
          : [[LINK_TEXT.daysLeft, daysLeftText(link.daysLeft, dateText(link.lastDay))] as const]),
      ]}
    />
  );
}
