import { Button, Text } from "smarthr-ui";
import { PageSection } from "../frame/PageSection.tsx";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { useAction } from "../frame/use-action.ts";
import { LINK_TEXT } from "./settings-text.ts";

/** M11: 「連携する」, or 「再連携する」 (M29): off to SmartHR. */
export function StartLinkSection({
  offered,
  renewing,
  onStart,
}: {
  readonly offered: boolean;
  readonly renewing: boolean;
  readonly onStart: () => Promise<void>;
}) {
  const { run, sending, error } = useAction(onStart);

  return (
    <PageSection heading={LINK_TEXT.oauthHeading}>
      <ProblemMessage error={error} />
      <Text>{offered ? LINK_TEXT.oauthAbout : LINK_TEXT.oauthNotOffered}</Text>
      {offered && (
        <div>
          <Button variant="primary" loading={sending} onClick={() => void run()}>
            {renewing ? LINK_TEXT.renew : LINK_TEXT.link}
          </Button>
        </div>
      )}
    </PageSection>
  );
}
