import { Stack } from "smarthr-ui";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { BackToSettings } from "./BackToSettings.tsx";
import { LINK_TEXT, NO_VIEWERS_LINK_TEXT } from "./settings-text.ts";

/** What a viewer sees at the address of the own link. */
export function LinkOfNobody() {
  return (
    <Stack gap={2}>
      <BackToSettings>
        <ScreenHeading>{LINK_TEXT.heading}</ScreenHeading>
      </BackToSettings>
      <MessageBox type="info" message={NO_VIEWERS_LINK_TEXT} />
    </Stack>
  );
}
