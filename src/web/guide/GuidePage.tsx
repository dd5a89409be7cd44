import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 使い方. */
export function GuidePage() {
  return <ScreenHeading>{"使い方"}</ScreenHeading>;
}
