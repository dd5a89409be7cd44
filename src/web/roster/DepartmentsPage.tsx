import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Stack } from "smarthr-ui";
import { lazyPart } from "../frame/lazy-part.tsx";
import { useNotices } from "../frame/Notices.tsx";
import { Waited } from "../frame/Waited.tsx";
import { useSync } from "../runs/use-sync.tsx";
import { useMe } from "../session/me-query.ts";
import type { ChangeOfDepartment } from "./DepartmentChanges.tsx";
import { DepartmentsHeading, DepartmentsView, NoDepartments } from "./DepartmentsView.tsx";
import { type DepartmentTree, departmentTree } from "./department-tree.ts";
import { departmentsQuery, ROSTER_KEYS } from "./roster-queries.ts";
import { useTyped } from "./use-typed.ts";
import "./roster.css";

// Only fetched by those who change something.
const DepartmentChange = lazyPart(async () => (await import("./DepartmentChanges.tsx")).DepartmentChange);

/** 部署管理 (M20). */
export function DepartmentsPage() {
  const me = useMe();
  const sync = useSync("departments");
  const query = useQuery(departmentsQuery);
  const tree = useMemo(() => departmentTree(query.data ?? []), [query.data]);
  const [open, setOpen] = useState<ChangeOfDepartment | null>(null);
  const address = useAddress();
  const canChange = me.role === "administrator";
  function handleChange(kind: "edit" | "remove", code: string): void {
    const row = tree.nodeByCode.get(code)?.row;
    if (row) setOpen({ kind, row });
  }
  return (
    <Stack>
      <DepartmentsHeading sync={sync} canChange={canChange} onAdd={() => setOpen({ kind: "add" })} />
      <Waited query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <NoDepartments canChange={canChange} linked={sync.offered} />
          ) : (
            <DepartmentsView
              {...address}
              tree={tree}
              companyName={me.company.name}
              canChange={canChange}
              onEdit={(code) => handleChange("edit", code)}
              onRemove={(code) => handleChange("remove", code)}
            />
          )
        }
      </Waited>
      {open && <Change open={open} tree={tree} onClose={() => setOpen(null)} />}
      {sync.dialog}
    </Stack>
  );
}

function Change({
  open,
  tree,
  onClose,
}: {
  readonly open: ChangeOfDepartment;
  readonly tree: DepartmentTree;
  readonly onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const { say } = useNotices();
  async function handleDone(text: string): Promise<void> {
    onClose();
    say({ type: "success", text });
    await queryClient.invalidateQueries({ queryKey: ROSTER_KEYS.departments });
  }
  return <DepartmentChange change={open} tree={tree} onClose={onClose} onDone={handleDone} />;
}

function useAddress() {
  const { search = "", view } = useSearch({ from: "/frame/departments" });
  const navigate = useNavigate({ from: "/departments" });
  const { typed, onType } = useTyped(search, (text) => {
    void navigate({
      search: ({ search: _, ...rest }) => (text === "" ? rest : { ...rest, search: text }),
      replace: true,
      resetScroll: false,
    });
  });
  return {
    typed,
    onType,
    view: view ?? ("list" as const),
    onView: (chosen: "list" | "chart") => {
      void navigate({
        search: ({ view: _, ...rest }) => (chosen === "chart" ? { ...rest, view: chosen } : rest),
        resetScroll: false,
      });
    },
  };
}
