import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** 社員情報. */
export function EmployeePage() {
  return <ScreenHeading>{"社員情報"}</ScreenHeading>;
}
