import { DefinitionList, DefinitionListItem, Stack, Text } from "smarthr-ui";
import type { DepartmentDetail } from "../../contract/departments.ts";
import { departmentOfCodeText, departmentText, type NameByCode } from "../../text/department-text.ts";
import { departmentFieldText } from "../../text/field-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { ChangeHistory } from "./ChangeHistory.tsx";
import { DEPARTMENT_TEXT, departmentDeletedText } from "./department-text.ts";
import { DEPARTMENTS_TEXT } from "./departments-text.ts";
import { departmentHistoryLines } from "./history-lines.ts";
import { deletionText, HISTORY_TEXT } from "./history-text.ts";
import { PeopleCount } from "./PeopleCount.tsx";
import { ROSTER_TEXT } from "./roster-text.ts";

/** One department: its fields, where it stands, who belongs to it, and what became of it. */
export function DepartmentView({
  detail,
  nameByCode,
}: {
  readonly detail: DepartmentDetail;
  /** Departments that there are now. */
  readonly nameByCode: NameByCode;
}) {
  const { department, deletedAt, history } = detail;
  return (
    <Stack gap={1.5}>
      <Stack gap={0.5}>
        <div>
          <RouteLink to="/departments">{DEPARTMENT_TEXT.back}</RouteLink>
        </div>
        <ScreenHeading>{departmentText(department)}</ScreenHeading>
      </Stack>
      {deletedAt !== null && (
        <MessageBox type="warning" message={departmentDeletedText(deletionText(deletedAt, history[0]))} />
      )}
      <PageSection heading={DEPARTMENT_TEXT.fields}>
        <Fields detail={detail} nameByCode={nameByCode} />
      </PageSection>
      <PageSection heading={HISTORY_TEXT.heading}>
        <ChangeHistory
          entries={history.map((entry) => ({ ...entry, lines: departmentHistoryLines(entry, nameByCode) }))}
        />
      </PageSection>
    </Stack>
  );
}

function Fields({
  detail: { department, path, headCount, headCountBelow, deletedAt },
  nameByCode,
}: Parameters<typeof DepartmentView>[0]) {
  const there = deletedAt === null;
  return (
    <>
      <DefinitionList maxColumns={2}>
        <DefinitionListItem className="anywhere" term={departmentFieldText("name")}>
          {department.name}
        </DefinitionListItem>
        <DefinitionListItem className="anywhere" term={departmentFieldText("code")}>
          {department.code}
        </DefinitionListItem>
        <DefinitionListItem className="anywhere" term={departmentFieldText("parentCode")}>
          <Parent code={department.parentCode} nameByCode={nameByCode} />
        </DefinitionListItem>
        {there && (
          <DefinitionListItem className="anywhere" term={DEPARTMENT_TEXT.path}>
            {path.map(({ name }) => name).join("/")}
          </DefinitionListItem>
        )}
        {there && (
          <DefinitionListItem term={DEPARTMENTS_TEXT.headCount}>
            <PeopleCount code={department.code} count={headCount} below={false} day={null} />
          </DefinitionListItem>
        )}
        {there && (
          <DefinitionListItem term={DEPARTMENT_TEXT.headCountBelow}>
            <PeopleCount code={department.code} count={headCountBelow} below={true} day={null} />
          </DefinitionListItem>
        )}
      </DefinitionList>
      {there && (
        <Text size="S" color="TEXT_GREY">
          {DEPARTMENTS_TEXT.headCountNote}
        </Text>
      )}
    </>
  );
}

function Parent({ code, nameByCode }: { readonly code: string | null; readonly nameByCode: NameByCode }) {
  if (code === null) return <Text color="TEXT_GREY">{ROSTER_TEXT.none}</Text>;
  return (
    <RouteLink to="/departments/$code" params={{ code }}>
      {departmentOfCodeText(code, nameByCode)}
    </RouteLink>
  );
}
