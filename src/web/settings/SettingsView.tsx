import { Cluster, Stack, Text } from "smarthr-ui";
import type { Me } from "../../contract/me.ts";
import type { Settings } from "../../contract/settings.ts";
import { dateText } from "../../text/date-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { RouteButton } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { ContactSection } from "./ContactSection.tsx";
import { LinkStateLabel } from "./LinkStateLabel.tsx";
import { PasswordSection } from "./PasswordSection.tsx";
import { SyncRulesSection } from "./SyncRulesSection.tsx";
import type { SettingsActions } from "./settings-actions.ts";
import { daysLeftText, SETTINGS_TEXT } from "./settings-text.ts";
import { UnlinkButton } from "./UnlinkButton.tsx";

/** M10, M20: 「部署を管理する」 in the middle, 「外部ツールとの連携」 at the bottom. */
export function SettingsView({
  settings,
  me,
  ...actions
}: { readonly settings: Settings; readonly me: Me } & SettingsActions) {
  const mayChange = me.role === "administrator";
  return (
    <Stack gap={2}>
      <ScreenHeading>{SETTINGS_TEXT.heading}</ScreenHeading>
      <PageSection heading={SETTINGS_TEXT.company}>
        <Facts facts={[[SETTINGS_TEXT.companyName, settings.company.name]]} />
      </PageSection>
      <PasswordSection onChangePassword={actions.onChangePassword} />
      <PageSection heading={SETTINGS_TEXT.administrators}>
        <Text>{mayChange ? SETTINGS_TEXT.administratorsAbout : SETTINGS_TEXT.administratorsAboutViewer}</Text>
        <div>
          <RouteButton to="/settings/administrators">
            {mayChange ? SETTINGS_TEXT.manageAdministrators : SETTINGS_TEXT.showAdministrators}
          </RouteButton>
        </div>
      </PageSection>
      <PageSection heading={SETTINGS_TEXT.departments}>
        <Text>{mayChange ? SETTINGS_TEXT.departmentsAbout : SETTINGS_TEXT.departmentsAboutViewer}</Text>
        <div>
          <RouteButton to="/departments">
            {mayChange ? SETTINGS_TEXT.manageDepartments : SETTINGS_TEXT.showDepartments}
          </RouteButton>
        </div>
      </PageSection>
      <PageSection heading={SETTINGS_TEXT.optOuts}>
        <Text>{mayChange ? SETTINGS_TEXT.optOutsAbout : SETTINGS_TEXT.optOutsAboutViewer}</Text>
        <div>
          <RouteButton to="/settings/opt-outs">{SETTINGS_TEXT.showOptOuts}</RouteButton>
        </div>
      </PageSection>
      <SyncRulesSection
        settings={settings}
        mayChange={mayChange}
        onSave={actions.onSaveSync}
        readAgain={actions.readAgain}
      />
      <PageSection heading={SETTINGS_TEXT.guards}>
        <Text>{SETTINGS_TEXT.guardsAbout}</Text>
        <div>
          <RouteButton to="/settings/guards">
            {mayChange ? SETTINGS_TEXT.changeGuards : SETTINGS_TEXT.showGuards}
          </RouteButton>
        </div>
      </PageSection>
      <ContactSection
        contact={settings.contact}
        mayChange={mayChange}
        onSave={actions.onSaveContact}
        readAgain={actions.readAgain}
      />
      <ExternalToolsSection me={me} onEndLink={actions.onEndLink} />
    </Stack>
  );
}

function ExternalToolsSection({ me, onEndLink }: { readonly me: Me } & Pick<SettingsActions, "onEndLink">) {
  const { link, role } = me;
  return (
    <PageSection heading={SETTINGS_TEXT.externalTools}>
      <Cluster justify="space-between" align="center" gap={1}>
        <Stack gap={0.5}>
          <Cluster align="center">
            <Text weight="bold">{SETTINGS_TEXT.smarthr}</Text>
            {/* A viewer has no link, which says nothing of the company's. */}
            {role === "administrator" && <LinkStateLabel link={link} />}
          </Cluster>
          <Text>{role === "viewer" ? SETTINGS_TEXT.smarthrAboutViewer : SETTINGS_TEXT.smarthrAbout}</Text>
          {link.kind !== "not-linked" && link.rejectedAt === null && (
            <Text>{daysLeftText(link.daysLeft, dateText(link.lastDay))}</Text>
          )}
        </Stack>
        {role === "viewer" ? (
          <Text>{SETTINGS_TEXT.viewerCannotLink}</Text>
        ) : (
          <Cluster>
            <RouteButton to="/settings/smarthr" variant="primary">
              {link.kind === "not-linked" ? SETTINGS_TEXT.link : SETTINGS_TEXT.renew}
            </RouteButton>
            {link.kind !== "not-linked" && <UnlinkButton onEndLink={onEndLink} />}
          </Cluster>
        )}
      </Cluster>
    </PageSection>
  );
}
