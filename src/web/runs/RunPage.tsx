import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 処理の詳細. */
export function RunPage() {
  return <ScreenHeading>{"処理の詳細"}</ScreenHeading>;
}
