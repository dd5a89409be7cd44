import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 自社社員管理. */
export function EmployeesPage() {
  return <ScreenHeading>{"自社社員管理"}</ScreenHeading>;
}
