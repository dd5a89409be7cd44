import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** SmartHR連携. */
export function LinkPage() {
  return <ScreenHeading>{"SmartHR連携"}</ScreenHeading>;
}
