import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { apiDocument } from "../scripts/api-document.ts";
import { gates } from "../scripts/gates.ts";
import { type GateResult, runGate } from "../scripts/run-gate.ts";
import { endpoint } from "../src/contract/endpoint.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");

describe("the gate", () => {
  test("docs/API.md as it was written passes", async () => {
    expect(await verdictAfter({})).toEqual({ passed: true, output: "" });
  });

  test("an endpoint that the document does not describe is found, and so is a document that somebody edited", async () => {
    const contract = await readFile(join(REPOSITORY, "src/contract/me.ts"), "utf8");
    const document = await readFile(join(REPOSITORY, "docs/API.md"), "utf8");

    const changed = await verdictAfter({
      "src/contract/me.ts": contract.replace('path: "/api/me"', 'path: "/api/us"'),
    });
    const added = await verdictAfter({ "src/contract/us.ts": contract.replace('path: "/api/me"', 'path: "/api/us"') });
    const edited = await verdictAfter({ "docs/API.md": document.replace("/api/me", "/api/us") });

    const stale = { passed: false, output: "docs/API.md is not what src/contract describes: run npm run api-docs\n" };
    expect([changed, added, edited]).toEqual([stale, stale, stale]);
  });
});

describe("the document", () => {
  const PROBLEM_STATUS = { "not-found": 404 };

  test("what goes in and what comes out is said in a line, with limits and with what stands for what was left out", () => {
    const Row = z.object({ code: z.string(), at: z.number().int().nullable() });
    const listRows = endpoint({
      method: "GET",
      path: "/api/rows",
      about: "The rows.",
      who: "viewer",
      query: z.object({
        page: z.coerce.number().int().min(1).max(9).default(1),
        kind: z.enum(["old", "new"]).optional(),
      }),
      answer: z.object({ rows: z.array(Row) }),
    });

    const document = apiDocument([{ name: "rows", parts: { Row, listRows, PROBLEM_STATUS } }]);

    expect(document).toContain(`### GET /api/rows

The rows. Asked by: whoever is signed in.

\`\`\`
query  { page?: integer(1–9) = 1, kind?: "old" | "new" }
answer { rows: Row[] }
\`\`\`
`);
    expect(document).toContain("Row = { code: text, at: integer | null }");
    expect(document).toContain("| 404 | `not-found` |");
  });

  test("a part that checks nothing is called by its name, and refused without one", () => {
    const documentOf = (answer: z.ZodType) => {
      const getRow = endpoint({ method: "GET", path: "/api/row", about: "One.", who: "anyone", answer });
      return apiDocument([{ name: "row", parts: { getRow, PROBLEM_STATUS } }]);
    };

    const named = documentOf(z.object({ failure: z.custom<Error>().meta({ title: "RunFailure" }).nullable() }));

    expect(named).toContain("answer { failure: RunFailure | null }");
    expect(() => documentOf(z.object({ failure: z.custom<Error>() }))).toThrow("z.custom without .meta({ title })");
  });
});

/** What the gate says of the repository's contract and document, with some files replaced. */
async function verdictAfter(files: Record<string, string>): Promise<GateResult> {
  const gate = gates.find(({ name }) => name === "API document up to date");
  if (gate === undefined) throw new Error("there is no such gate");
  const folder = await mkdtemp(join(tmpdir(), "api-document-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "docs"));
  for (const path of ["docs/API.md", "package.json", "scripts", "src/contract", "src/core"]) {
    await cp(join(REPOSITORY, path), join(folder, path), { recursive: true });
  }
  for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return runGate(gate, folder);
}
