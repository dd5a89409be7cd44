import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** パスワードの設定. */
export function InvitationPage() {
  return <ScreenHeading>{"パスワードの設定"}</ScreenHeading>;
}
