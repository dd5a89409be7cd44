import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { Stack } from "smarthr-ui";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { isProblem } from "../frame/use-newest.ts";
import { Waited } from "../frame/Waited.tsx";
import { useActorNames } from "../session/actor-names.ts";
import { DepartmentView } from "./DepartmentView.tsx";
import { DEPARTMENT_MISSING_TEXT, DEPARTMENT_TEXT } from "./department-text.ts";
import { departmentQuery, departmentsQuery } from "./roster-queries.ts";
import "./roster.css";

/** 部署情報: one department, also one that was deleted. */
export function DepartmentPage() {
  const { code } = useParams({ from: "/frame/departments/$code" });
  const query = useQuery(departmentQuery(code));
  const departments = useQuery(departmentsQuery);
  const nameByCode = useMemo(
    () => new Map((departments.data ?? []).map((row) => [row.code, row.name])),
    [departments.data],
  );
  const nameOf = useActorNames();
  if (isProblem(query.error, "not-found")) return <NoSuchDepartment />;
  if (query.data === undefined) {
    return (
      <Stack>
        <ScreenHeading>{DEPARTMENT_TEXT.title}</ScreenHeading>
        <Waited query={query}>{() => null}</Waited>
      </Stack>
    );
  }
  const { history, ...detail } = query.data;
  return (
    <DepartmentView
      // What is open in the history of one department says nothing of another's.
      key={code}
      detail={{ ...detail, history: history.map((entry) => ({ ...entry, actor: nameOf(entry.actor) })) }}
      nameByCode={nameByCode}
    />
  );
}

/** What stands in the place of a department that never was. */
export function NoSuchDepartment() {
  return (
    <Stack>
      <ScreenHeading>{DEPARTMENT_TEXT.title}</ScreenHeading>
      <MessageBox message={DEPARTMENT_MISSING_TEXT} />
      <div>
        <RouteLink to="/departments">{DEPARTMENT_TEXT.back}</RouteLink>
      </div>
    </Stack>
  );
}
