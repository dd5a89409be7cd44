import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { readCsvElsewhere, readXlsxElsewhere } from "../../test/read-elsewhere.ts";
import { textCell } from "../text/text-cell.ts";

// The files that people download, read by programs that know nothing of ours.

const db = await openTestDatabase();
afterAll(() => db.close());

describe("M23: エラーファイル", () => {
  test.each(["departments", "employees"] as const)(
    "of %s has as .xlsx and as CSV the lines that the run's page counts, the same cell for cell but for what Excel would change",
    async (subject) => {
      const { api, runIds } = await aSyncedApi();
      const { errorFile } = (await (await api.ask("GET", `/api/runs/${runIds[subject]}`)).json()) as Detail;

      const xlsx = await readXlsxElsewhere(await api.ask("GET", `/api/runs/${runIds[subject]}/error-file?format=xlsx`));
      const csv = await readCsvElsewhere(await api.ask("GET", `/api/runs/${runIds[subject]}/error-file`));

      expect(xlsx).toHaveLength((errorFile?.lineCount ?? 0) + 1);
      expect(xlsx[0]?.[0]).toBe("区分");
      expect(csv).toEqual(xlsx.map((cells) => cells.map(textCell)));
    },
  );

  test("keeps leading zeros in .xlsx as they are, and in CSV behind a tab that trimming takes away", async () => {
    const { api, runIds } = await syncedFrom("manual");

    const xlsx = await readXlsxElsewhere(await api.ask("GET", `/api/runs/${runIds.employees}/error-file?format=xlsx`));
    const csv = await readCsvElsewhere(await api.ask("GET", `/api/runs/${runIds.employees}/error-file`));

    const numbers = ["003", "004", "005", "006", "007", "008"];
    expect(xlsx.slice(1).map(([, number]) => number)).toEqual(numbers);
    expect(csv.slice(1).map(([, number]) => number)).toEqual(numbers.map((number) => `\t${number}`));
  });
});

test("社員一覧 has the people of the list, with as many cells in each line as there are headings", async () => {
  const { api } = await aSyncedApi();
  const people = await api.employees();

  const [headings = [], ...lines] = await readCsvElsewhere(await api.ask("GET", "/api/employees.csv"));

  expect(lines.map(({ length }) => length)).toEqual(lines.map(() => headings.length));
  const emailAt = headings.indexOf("メールアドレス");
  expect(lines.map((cells) => cells[emailAt]).sort()).toEqual(people.map(({ email }) => email).sort());
  const numberAt = headings.indexOf("社員番号");
  expect(lines.map((cells) => cells[numberAt]).sort()).toEqual(
    people.map(({ employeeNumber }) => textCell(employeeNumber ?? "")).sort(),
  );
});

interface Detail {
  readonly errorFile: { readonly lineCount: number } | null;
}

interface Synced {
  readonly api: ApiScene;
  readonly runIds: Readonly<Record<"departments" | "employees", string>>;
}

/** A company that has synced everything that can be wrong or odd; nobody changes anything of it. */
function aSyncedApi(): Promise<Synced> {
  synced ??= syncedFrom("edge-cases");
  return synced;
}
let synced: Promise<Synced> | null = null;

async function syncedFrom(seed: "manual" | "edge-cases"): Promise<Synced> {
  const api = await anApi(db, { seed });
  const departments = await api.run("departments");
  const employees = await api.run("employees");
  return { api, runIds: { departments: departments.summary.runId ?? "", employees: employees.summary.runId ?? "" } };
}
