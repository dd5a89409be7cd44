import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Stack } from "smarthr-ui";
import { changeEmployee, type EmployeeDetail, EmployeeForm } from "../../contract/employees.ts";
import { personText } from "../../text/person-text.ts";
import { ask } from "../ask.ts";
import { useNotices } from "../frame/Notices.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { useForm } from "../frame/use-form.ts";
import { isProblem, useNewest } from "../frame/use-newest.ts";
import { Waited } from "../frame/Waited.tsx";
import { useActorNames } from "../session/actor-names.ts";
import { useMe } from "../session/me-query.ts";
import { type DepartmentTree, departmentTree } from "./department-tree.ts";
import { EmployeeFormView } from "./EmployeeForm.tsx";
import { EmployeeHeading, EmployeeView } from "./EmployeeView.tsx";
import { EMPLOYEE_GONE_TEXT, EMPLOYEE_TEXT, savedText } from "./employee-text.ts";
import { valuesOf } from "./employee-values.ts";
import { LazyDeleteEmployees } from "./LazyDeleteEmployees.tsx";
import { departmentsQuery, employeeQuery, ROSTER_KEYS } from "./roster-queries.ts";
import "./roster.css";

/** 社員情報: one person. */
export function EmployeePage() {
  const { id } = useParams({ from: "/frame/employees/$id" });
  return <PersonPage key={id} id={id} />;
}

function PersonPage({ id }: { readonly id: string }) {
  const { edit } = useSearch({ from: "/frame/employees/$id" });
  const canChange = useMe().role === "administrator";
  const query = useQuery(employeeQuery(id));
  const departments = useQuery(departmentsQuery);
  const tree = useMemo(() => departmentTree(departments.data ?? []), [departments.data]);
  const there = useLastThere(query.data);
  // Deleted meanwhile: a form that is being filled in stays, with what was typed.
  if (edit === true && canChange && there !== undefined) return <EditEmployee detail={there} tree={tree} />;
  if (isProblem(query.error, "not-found")) return <NobodyHere />;
  if (query.data === undefined) {
    return (
      <Stack>
        <ScreenHeading>{EMPLOYEE_TEXT.title}</ScreenHeading>
        <Waited query={query}>{() => null}</Waited>
      </Stack>
    );
  }
  return <ShownEmployee detail={query.data} tree={tree} canChange={canChange} />;
}

/** The person as the roster had them when it was asked last; undefined for one whom it did not have while the page was open. */
function useLastThere(detail: EmployeeDetail | undefined): EmployeeDetail | undefined {
  const [there, setThere] = useState(detail?.deletedAt === null ? detail : undefined);
  if (detail === undefined || detail === there || detail.deletedAt !== null) return there;
  setThere(detail);
  return detail;
}

/** What stands in the place of a person who is not there, or no longer. */
export function NobodyHere() {
  return (
    <Stack>
      <ScreenHeading>{EMPLOYEE_TEXT.title}</ScreenHeading>
      <MessageBox message={EMPLOYEE_GONE_TEXT} />
      <div>
        <RouteLink to="/employees">{EMPLOYEE_TEXT.back}</RouteLink>
      </div>
    </Stack>
  );
}

function ShownEmployee({
  detail,
  tree,
  canChange,
}: {
  readonly detail: EmployeeDetail;
  readonly tree: DepartmentTree;
  readonly canChange: boolean;
}) {
  const navigate = useNavigate({ from: "/employees/$id" });
  const queryClient = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const nameOf = useActorNames();
  const nameByCode = useMemo(() => new Map(tree.nodes.map(({ row }) => [row.code, row.name])), [tree]);
  return (
    <>
      <EmployeeView
        detail={{ ...detail, history: detail.history.map((entry) => ({ ...entry, actor: nameOf(entry.actor) })) }}
        nameByCode={nameByCode}
        canChange={canChange}
        onEdit={() => void navigate({ search: { edit: true } })}
        onDelete={() => setDeleting(true)}
      />
      {deleting && (
        <LazyDeleteEmployees
          people={[{ ...detail.employee, id: detail.id, version: detail.version }]}
          readAgain={async () => {
            const newest = await readEmployee(queryClient, detail.id);
            return newest === null ? [] : [{ ...newest.employee, id: newest.id, version: newest.version }];
          }}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate({ to: "/employees" })}
        />
      )}
    </>
  );
}

function EditEmployee({ detail, tree }: { readonly detail: EmployeeDetail; readonly tree: DepartmentTree }) {
  const { contact } = useMe();
  const navigate = useNavigate({ from: "/employees/$id" });
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const newest = useNewest(detail, () => readEmployee(queryClient, detail.id));
  const form = useForm({
    schema: EmployeeForm,
    initial: valuesOf(detail),
    send: async (checked) => {
      const page = location.pathname;
      await ask(changeEmployee, { parts: { id: detail.id }, body: { ...checked, version: newest.row.version } });
      say({ type: "success", text: savedText(personText(checked)) });
      await queryClient.invalidateQueries({ queryKey: [...ROSTER_KEYS.employee, detail.id] });
      // Whoever has gone on to another page meanwhile must not be called back.
      if (location.pathname === page) await navigate({ search: {} });
      await queryClient.invalidateQueries({ queryKey: ROSTER_KEYS.employees });
      await queryClient.invalidateQueries({ queryKey: ROSTER_KEYS.departments });
    },
  });
  return (
    <Stack>
      <EmployeeHeading detail={newest.row} />
      <EmployeeFormView
        form={form}
        newest={newest}
        tree={tree}
        contact={contact}
        onCancel={() => void navigate({ search: {} })}
      />
    </Stack>
  );
}

/** The person anew, if the roster still has them. */
async function readEmployee(
  queryClient: ReturnType<typeof useQueryClient>,
  id: string,
): Promise<EmployeeDetail | null> {
  try {
    const detail = await queryClient.fetchQuery({ ...employeeQuery(id), staleTime: 0 });
    return detail.deletedAt === null ? detail : null;
  } catch (error) {
    // Not there at all: that is an answer, too.
    if (isProblem(error, "not-found")) return null;
    throw error;
  }
}
