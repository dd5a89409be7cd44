import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 処理一覧. */
export function RunsPage() {
  return <ScreenHeading>{"処理一覧"}</ScreenHeading>;
}
