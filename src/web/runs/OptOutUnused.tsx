import { NotificationBar, Stack, Text } from "smarthr-ui";
import { OPT_OUT_UNUSED } from "../../text/command-text.ts";
import { SYNC_TEXT } from "./runs-text.ts";

/** M27: as long as nobody has chosen anything, everybody is synced; who is not to be must be told so in SmartHR. */
export function OptOutUnused() {
  return (
    <NotificationBar type="info" base="base" role="status">
      <Stack gap={0.25}>
        <Text weight="bold">{OPT_OUT_UNUSED}</Text>
        <Text>{SYNC_TEXT.optOutWhere}</Text>
      </Stack>
    </NotificationBar>
  );
}
