import { Td, Text, Th } from "smarthr-ui";
import type { Explanation } from "../../contract/explain.ts";
import type { NameByCode } from "../../text/department-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { Wide } from "../frame/Wide.tsx";
import { employeeLines } from "../runs/change-lines.ts";
import { RunTable } from "../runs/RunTable.tsx";
import { TABLE_TEXT } from "../runs/runs-text.ts";
import "../runs/runs.css";

/** A verdict after which a sync changes the person. */
export type ChangingVerdict = Extract<Explanation["verdict"], { readonly kind: "create" | "update" }>;

/** What a sync of this person changes: before and after of each field, or all values of somebody new. */
export function PersonChanges({
  verdict,
  nameByCode,
  label,
}: {
  readonly verdict: ChangingVerdict;
  readonly nameByCode: NameByCode;
  readonly label: string;
}) {
  const lines = employeeLines(verdict, nameByCode);
  if (verdict.kind === "create") {
    return (
      <Wide label={label}>
        <Facts facts={lines.map(({ field, after }) => [field, after] as const)} />
      </Wide>
    );
  }
  return (
    <RunTable label={label} stacked>
      <thead>
        <tr>
          <Th scope="col">{TABLE_TEXT.field}</Th>
          <Th scope="col">{TABLE_TEXT.before}</Th>
          <Th scope="col">{TABLE_TEXT.after}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ field, before, after }) => (
          <tr key={field}>
            <Th scope="row" style={{ minWidth: 100 }}>
              {field}
            </Th>
            <Td className="anywhere" data-label={TABLE_TEXT.before}>
              {before}
            </Td>
            <Td className="anywhere" data-label={TABLE_TEXT.after}>
              <Text weight="bold">{after}</Text>
            </Td>
          </tr>
        ))}
      </tbody>
    </RunTable>
  );
}
