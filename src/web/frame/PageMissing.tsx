import { Stack } from "smarthr-ui";
import { FRAME_TEXT, PAGE_MISSING_TEXT } from "./frame-text.ts";
import { MessageBox } from "./ProblemMessage.tsx";
import { RouteLink } from "./RouteLink.tsx";
import { ScreenHeading } from "./ScreenHeading.tsx";

/** What stands at an address that has no page. */
export function PageMissing() {
  return (
    <Stack>
      <ScreenHeading>{FRAME_TEXT.pageMissing}</ScreenHeading>
      <MessageBox message={PAGE_MISSING_TEXT} />
      <div>
        <RouteLink to="/">{FRAME_TEXT.toHome}</RouteLink>
      </div>
    </Stack>
  );
}
