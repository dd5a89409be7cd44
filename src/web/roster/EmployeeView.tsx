import type { ReactNode } from "react";
import { Button, Cluster, DefinitionList, DefinitionListItem, Stack, StatusLabel, Text, TextLink } from "smarthr-ui";
import type { EmployeeDetail } from "../../contract/employees.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import type { NameByCode } from "../../text/department-text.ts";
import { employeeFieldText } from "../../text/field-text.ts";
import { personText } from "../../text/person-text.ts";
import { EXPLAIN_TEXT } from "../explain/explain-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteButton, RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { ChangeHistory } from "./ChangeHistory.tsx";
import { EmployeeFields } from "./EmployeeFields.tsx";
import { EMPLOYEE_TEXT, employeeDeletedText } from "./employee-text.ts";
import { EMPLOYEES_TEXT } from "./employees-text.ts";
import { employeeHistoryLines } from "./history-lines.ts";
import { deletionText, HISTORY_TEXT } from "./history-text.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

export interface EmployeeViewProps {
  readonly detail: EmployeeDetail;
  /** Departments that there are now. */
  readonly nameByCode: NameByCode;
  readonly canChange: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** One person: all fields, where they come from, and what became of them. Of one who was deleted, nothing can be changed any more. */
export function EmployeeView({ detail, nameByCode, canChange, onEdit, onDelete }: EmployeeViewProps) {
  const { deletedAt, history } = detail;
  return (
    <Stack gap={1.5}>
      <EmployeeHeading detail={detail}>
        {canChange && deletedAt === null && (
          <Cluster>
            <Button onClick={onEdit}>{ROSTER_TEXT.edit}</Button>
            <Button variant="danger" onClick={onDelete}>
              {ROSTER_TEXT.remove}
            </Button>
          </Cluster>
        )}
      </EmployeeHeading>
      {deletedAt !== null && (
        <MessageBox type="warning" message={employeeDeletedText(deletionText(deletedAt, history[0]))} />
      )}
      <PageSection heading={EMPLOYEE_TEXT.fields}>
        <EmployeeFields detail={detail} />
      </PageSection>
      <PageSection heading={EMPLOYEE_TEXT.syncState}>
        <SyncState detail={detail} />
        <Text>{canChange ? EXPLAIN_TEXT.fromEmployee : EXPLAIN_TEXT.fromEmployeeViewer}</Text>
        <div>
          <RouteButton to="/employees/explain" search={{ employee: detail.id }}>
            {EXPLAIN_TEXT.title}
          </RouteButton>
        </div>
      </PageSection>
      <PageSection heading={HISTORY_TEXT.heading}>
        <ChangeHistory
          entries={history.map((entry) => ({ ...entry, lines: employeeHistoryLines(entry, nameByCode) }))}
        />
      </PageSection>
    </Stack>
  );
}

/** Who the page is about, as SmartHR names people. */
export function EmployeeHeading({
  detail: { employee },
  children,
}: {
  readonly detail: EmployeeDetail;
  readonly children?: ReactNode;
}) {
  return (
    <Stack gap={0.5}>
      <div>
        <RouteLink to="/employees">{EMPLOYEE_TEXT.back}</RouteLink>
      </div>
      <ScreenHeading actions={children}>{personText(employee)}</ScreenHeading>
      {employee.retired && (
        <div>
          <StatusLabel>{EMPLOYEES_TEXT.flagged}</StatusLabel>
        </div>
      )}
    </Stack>
  );
}

function SyncState({
  detail: { employee, crewUrl, lastSyncAt, lastChangedBySyncAt },
}: Pick<EmployeeViewProps, "detail">) {
  if (employee.crewId === null) return <Text>{EMPLOYEE_TEXT.byHandNote}</Text>;
  return (
    <Stack>
      <DefinitionList maxColumns={2}>
        <DefinitionListItem term={EMPLOYEE_TEXT.lastSyncAt}>{momentText(lastSyncAt)}</DefinitionListItem>
        <DefinitionListItem term={EMPLOYEE_TEXT.lastChangedBySyncAt}>
          {momentText(lastChangedBySyncAt)}
        </DefinitionListItem>
        <DefinitionListItem term={employeeFieldText("crewId")} className="anywhere">
          {employee.crewId}
        </DefinitionListItem>
      </DefinitionList>
      {crewUrl === null ? (
        <Text size="S" color="TEXT_GREY">
          {EMPLOYEE_TEXT.noCrewUrl}
        </Text>
      ) : (
        <div>
          <TextLink href={crewUrl} target="_blank" rel="noreferrer">
            {EMPLOYEE_TEXT.openInSmartHr}
          </TextLink>
        </div>
      )}
    </Stack>
  );
}

function momentText(at: number | null): string {
  return at === null ? EMPLOYEE_TEXT.never : dateTimeText(at);
}
