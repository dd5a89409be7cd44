import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** エラー一覧. */
export function ErrorCataloguePage() {
  return <ScreenHeading>{"エラー一覧"}</ScreenHeading>;
}
