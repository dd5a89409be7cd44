import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** ホーム. */
export function HomePage() {
  return <ScreenHeading>{"ホーム"}</ScreenHeading>;
}
