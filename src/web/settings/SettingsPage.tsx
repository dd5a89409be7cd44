import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 設定. */
export function SettingsPage() {
  return <ScreenHeading>{"設定"}</ScreenHeading>;
}
