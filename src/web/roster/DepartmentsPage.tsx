import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 部署管理. */
export function DepartmentsPage() {
  return <ScreenHeading>{"部署管理"}</ScreenHeading>;
}
