import { useMemo } from "react";
import { SingleCombobox } from "smarthr-ui";
import { departmentText } from "../../text/department-text.ts";
import { type DepartmentTree, type ListedDepartment, pathText } from "./department-tree.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

/** One department of many, found by typing a part of its code or its path. */
export function DepartmentSelect({
  tree,
  value,
  onChange,
  without,
  error = false,
  width = "100%",
  placeholder,
}: {
  readonly tree: DepartmentTree<ListedDepartment>;
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  /** Departments that cannot be chosen. */
  readonly without?: ReadonlySet<string>;
  readonly error?: boolean;
  readonly width?: string;
  /** What no choice means. */
  readonly placeholder?: string;
}) {
  const choices = useMemo(
    () =>
      tree.nodes
        .filter(({ row }) => !without?.has(row.code))
        .map((node) => ({
          value: node.row.code,
          label: departmentText({ code: node.row.code, name: pathText(node) }),
        })),
    [tree, without],
  );
  const chosen = value === null ? null : (choices.find((choice) => choice.value === value) ?? { value, label: value });
  return (
    <SingleCombobox
      items={choices}
      selectedItem={chosen}
      onChangeSelected={(selected) => onChange(selected?.value ?? null)}
      error={error}
      width={width}
      dropdownWidth="auto"
      {...(placeholder === undefined ? {} : { placeholder })}
      decorators={{ destroyButtonIconAlt: () => ROSTER_TEXT.noDepartment }}
    />
  );
}
