import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** パスワードの再設定. */
export function NewPasswordPage() {
  return <ScreenHeading>{"パスワードの再設定"}</ScreenHeading>;
}
