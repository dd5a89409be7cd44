import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 管理者. */
export function AdministratorsPage() {
  return <ScreenHeading>{"管理者"}</ScreenHeading>;
}
