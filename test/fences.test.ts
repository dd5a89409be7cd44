import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { gates } from "../scripts/gates.ts";
import { type GateResult, runGate } from "../scripts/run-gate.ts";

// A green gate that checks nothing is a real thing. Each test lays a small repository out, with the real settings and the real
// commands of `npm run verify`, and looks at what they say of it. (Whether src/store/schema.sql is stale is the store's own test, and docs/API.md's is api-document.test.ts.)

const REPOSITORY = resolve(import.meta.dirname, "..");
const SETTINGS = [
  ".dependency-cruiser.mjs",
  ".gitignore",
  "architecture.mjs",
  "biome.json",
  "knip.json",
  "package.json",
  "scripts",
  "src/core/tsconfig.json",
  "test/count-reporter.ts",
  "test/fail-on-output.ts",
  "test/wait-for-screens.ts",
  "tsconfig.json",
  "vite.config.ts",
  "vitest.config.ts",
];
// The scripts that import the product, which a small repository does not have.
const NEED_THE_PRODUCT = ["api-document", "write-api-docs", "write-schema"].map((name) =>
  join(REPOSITORY, `scripts/${name}.ts`),
);
const RIGHT = "/** The answer. */\nexport const answer = 42;\n";

type Files = Record<string, string>;
type Table = Record<string, { readonly imports: readonly string[] }>;

// The table is plain JavaScript, because dependency-cruiser reads it without a compiler.
const { folders }: { folders: Table } = await import(new URL("../architecture.mjs", import.meta.url).href);

describe("architecture", () => {
  test("the imports of the table pass, with and without types, in files and in their tests", async () => {
    const files: Files = {};
    for (const [folder, { imports }] of Object.entries(folders)) {
      const lines = imports.map((other) => `export { answer as ${other} } from "../${other}/answer.ts";`);
      files[`src/${folder}/answer.ts`] = RIGHT;
      files[`src/${folder}/allowed.ts`] = [...lines, 'export type { answer } from "./answer.ts";', ""].join("\n");
      files[`src/${folder}/allowed.test.ts`] = 'import "fast-check";\nimport "vitest";\nimport "./answer.ts";\n';
    }

    expect(await verdictOn("architecture", files)).toMatchObject({ passed: true });
  });

  test("every import that the table does not name is refused, and so is one that only takes a type", async () => {
    const files: Files = {};
    const expected: string[] = [];
    for (const [folder, { imports }] of Object.entries(folders)) {
      files[`src/${folder}/answer.ts`] = RIGHT;
      for (const other of Object.keys(folders).filter((name) => name !== folder && !imports.includes(name))) {
        const kind = expected.length % 2 === 0 ? "export" : "export type";
        files[`src/${folder}/takes-${other}.ts`] = `${kind} { answer } from "../${other}/answer.ts";\n`;
        expected.push(`${folder}-imports: src/${folder}/takes-${other}.ts → src/${other}/answer.ts`);
      }
    }

    const { output } = await verdictOn("architecture", files);

    expect(violationsIn(output)).toEqual(expected.sort());
  });

  test("a package is taken only where the table names it: the database's in store, none in core", async () => {
    const files: Files = {
      "src/app/pool.ts": 'export { Pool } from "pg";\n',
      "src/app/query.ts": 'export type { Kysely } from "kysely";\n',
      "src/cli/embedded.ts": 'export { PGlite } from "@electric-sql/pglite";\n',
      "src/core/shape.ts": 'export { z } from "zod";\n',
      "src/core/pick.test.ts": 'import "pg";\n',
      "src/store/door.ts": 'export { Pool } from "pg";\nexport type { Kysely } from "kysely";\n',
      "src/text/line.ts": 'export { z } from "zod";\n',
    };

    const { output } = await verdictOn("architecture", files);

    expect(violationsIn(output).map((line) => line.replace(/ → .*/, ""))).toEqual([
      "app-packages: src/app/pool.ts",
      "app-packages: src/app/query.ts",
      "cli-packages: src/cli/embedded.ts",
      "core-packages: src/core/shape.ts",
      "core-tests-packages: src/core/pick.test.ts",
      "text-packages: src/text/line.ts",
    ]);
  });

  test("cycles, orphans, unknown folders, lost files, Node in core, and a product that needs its tests are refused", async () => {
    const files: Files = {
      "src/cli/egg.ts": 'import { hen } from "./hen.ts";\nexport const egg = () => hen;\n',
      "src/cli/hen.ts": 'import { egg } from "./egg.ts";\nexport const hen = () => egg;\n',
      "src/cli/lost.ts": 'export { gone } from "./gone.ts";\n',
      "src/cli/spoilt.ts": 'export { answer } from "../../test/answer.ts";\n',
      "src/core/answer.ts": RIGHT,
      "src/core/disk.ts": 'export { readFile } from "node:fs/promises";\n',
      "src/elsewhere/answer.ts": 'export { answer } from "../core/answer.ts";\n',
      "src/sandbox/answer.test.ts": 'import "../core/answer.ts";\nimport "../../test/answer.ts";\n',
      "src/text/alone.ts": RIGHT,
      "test/answer.ts": RIGHT,
    };

    const { output } = await verdictOn("architecture", files);

    expect(violationsIn(output)).toEqual([
      "core-without-node: src/core/disk.ts → fs/promises",
      "known-folder: src/elsewhere/answer.ts → src/core/answer.ts",
      "no-cycle: src/cli/egg.ts → ",
      "no-orphan: src/text/alone.ts",
      "product-stands-alone: src/cli/spoilt.ts → test/answer.ts",
      "resolvable: src/cli/lost.ts → ./gone.ts",
      "sandbox-tests-import: src/sandbox/answer.test.ts → src/core/answer.ts",
      "sandbox-tests-import: src/sandbox/answer.test.ts → test/answer.ts",
    ]);
  });
});

describe("types", () => {
  test("core does not compile with anything of Node or of a browser", async () => {
    const names = ["console", "crypto", "fetch", "performance", "process", "setTimeout", "window"];
    const reaching: Files = { "src/core/answer.ts": RIGHT };
    for (const name of names) reaching[`src/core/reaches-${name.toLowerCase()}.ts`] = `export const it = ${name};\n`;

    const clean = await verdictOn("core without Node and DOM", { "src/core/answer.ts": RIGHT });
    const { output } = await verdictOn("core without Node and DOM", reaching);

    expect(clean.passed).toBe(true);
    expect([...output.matchAll(/Cannot find name '(\w+)'/g)].map(([, name]) => name).sort()).toEqual(names);
  });

  test("a value that may be missing is not taken for one that is there", async () => {
    const clean = await verdictOn("types", { "src/core/answer.ts": RIGHT });
    const { output } = await verdictOn("types", {
      "src/core/first.ts": "export const first = (names: readonly string[]): string => names[0];\n",
    });

    expect(clean).toEqual({ passed: true, output: "" });
    expect(output).toMatch(/src\/core\/first\.ts.*TS2322/);
  });
});

describe("format and lint", () => {
  test("core has no Date, no chance and no way round", async () => {
    const { output } = await verdictOn("format and lint", {
      "src/core/chance.ts": "export const chance = Math.random();\n",
      "src/core/chance-by-alias.ts": "const sums = Math;\nexport const chance = sums.random();\n",
      "src/core/chance-by-key.ts": 'const key = "random";\nexport const chance = Math[key]();\n',
      "src/core/chance-by-pattern.ts": "const { random } = Math;\nexport const chance = random();\n",
      "src/core/language.ts": "export const collator = new Intl.Collator();\n",
      "src/core/now.ts": "export const now = Date.now();\n",
      "src/core/now-by-global.ts": "export const now = globalThis.Date.now();\n",
      "src/core/today.ts": "export const today = (): string => new Date().toISOString();\n",
      "src/core/whole.ts": "export const whole = Math.floor(1.5);\n",
      "src/store/now.ts": "export const now = Date.now() + Math.random();\n",
    });

    expect(lintFindingsIn(output)).toEqual([
      "src/core/chance-by-alias.ts plugin",
      "src/core/chance-by-key.ts plugin",
      "src/core/chance-by-pattern.ts plugin",
      "src/core/chance.ts plugin",
      "src/core/language.ts lint/style/noRestrictedGlobals",
      "src/core/now-by-global.ts lint/style/noRestrictedGlobals",
      "src/core/now.ts lint/style/noRestrictedGlobals",
      "src/core/today.ts lint/style/noRestrictedGlobals",
    ]);
  });

  test("nothing prints, nothing is exported by default, and no test waits, hides the others or is only promised", async () => {
    const testOf = (call: string) =>
      `import { expect, test } from "vitest";\n\n${call}("a row has one fate", () => expect(1).toBe(1));\n`;

    const { output } = await verdictOn("format and lint", {
      "src/app/default.ts": "export default 42;\n",
      "src/app/printing.ts": 'console.log("synced");\n',
      "src/app/Shouting.ts": RIGHT,
      "src/app/hiding.test.ts": testOf("test.only"),
      "src/app/promised.test.ts": 'import { test } from "vitest";\n\ntest.todo("a row has one fate");\n',
      "src/app/waiting.test.ts": testOf("test.skip"),
      "src/app/answer.test.ts": testOf("test"),
    });

    expect(lintFindingsIn(output)).toEqual([
      "src/app/Shouting.ts lint/style/useFilenamingConvention",
      "src/app/default.ts lint/style/noDefaultExport",
      "src/app/hiding.test.ts lint/suspicious/noFocusedTests",
      "src/app/printing.ts lint/suspicious/noConsole",
      "src/app/promised.test.ts plugin",
      "src/app/waiting.test.ts lint/suspicious/noSkippedTests",
    ]);
  });

  test("nobody forgets to wait for a promise, be it made in another file", async () => {
    const { output } = await verdictOn("format and lint", {
      "src/app/save.ts": "export async function save(): Promise<void> {}\n",
      "src/app/forget.ts":
        'import { save } from "./save.ts";\n\nexport async function forget(): Promise<void> {\n  save();\n  await save();\n}\n',
    });

    expect(lintFindingsIn(output)).toEqual(["src/app/forget.ts lint/nursery/noFloatingPromises"]);
  });

  test("what is in order passes", async () => {
    expect(await verdictOn("format and lint", { "src/core/answer.ts": RIGHT })).toMatchObject({ passed: true });
  });
});

describe("files", () => {
  test("no look-alike of a kanji, no path of a machine, no vague name, no function without a sentence", async () => {
    const { output } = await verdictOn("files", {
      "README.md": "# 部署\n",
      "docs/label.md": "# 部署\n\u2f64意\n",
      "src/app/answer.ts": "export function answer(): number {\n  return 42;\n}\n",
      "src/app/index.ts": RIGHT,
      "src/app/utils.ts": RIGHT,
      "src/cli/place.ts": `export const place = "${["", "home", "taro"].join("/")}";\n`,
      "src/sandbox/seed.sql": "-- \u2e9f\n",
    });

    expect(output.trim().split("\n")).toEqual([
      "docs/label.md:2: a radical of U+2E80–2FDF: retype it",
      "src/app/answer.ts:1: an exported function without its one sentence",
      "src/app/index.ts: a file is named after its main export",
      "src/app/utils.ts: a file is named after its main export",
      "src/cli/place.ts:1: a path of somebody's machine",
      "src/sandbox/seed.sql:1: a radical of U+2E80–2FDF: retype it",
    ]);
  });

  test("what is in order passes", async () => {
    const files = { "README.md": "# 部署\n", "tools/words/node_modules/others/index.ts": RIGHT };

    expect(await verdictOn("files", files)).toEqual({ passed: true, output: "" });
  });
});

describe("unused code", () => {
  test("an export, a file and a package that nobody uses are found", async () => {
    const { output } = await verdictOn("unused code", {
      "src/main.ts": 'import { answer } from "./core/answer.ts";\n\nprocess.exitCode = answer;\n',
      "src/core/answer.ts": `${RIGHT}\n/** Nobody asks. */\nexport const question = 6 * 9;\n`,
      "src/core/forgotten.ts": RIGHT,
    });

    expect(output).toMatch(/src\/core\/forgotten\.ts/);
    expect(output).toMatch(/question +.*src\/core\/answer\.ts/);
    expect(output).toMatch(/kysely +package\.json/);
  });
});

describe("weight of the web", () => {
  // Hexadecimal digits of a hash: half of their bytes remain, however well they are packed.
  const heavy = `export const heavy = "${Array.from({ length: 10_000 }, (_, index) =>
    createHash("sha256").update(String(index)).digest("hex"),
  ).join("")}";\n`;
  const webOf = (page: string): Files => ({
    "src/web/index.html": '<!doctype html><script type="module" src="./main.ts"></script>\n',
    "src/web/main.ts": 'void import("./page.ts").then(({ page }) => page());\n',
    "src/web/page.ts": page,
    "src/web/heavy.ts": heavy,
  });

  test("a page that cannot stand without much is found, and so is an index.html that names it", async () => {
    const page = 'import { heavy } from "./heavy.ts";\nexport const page = () => document.write(heavy);\n';

    const inPage = await verdictOn("weight of the web", webOf(page));
    const inStart = await verdictOn("weight of the web", {
      ...webOf(page),
      "src/web/main.ts": 'import { page } from "./page.ts";\n\npage();\n',
    });

    expect([inPage.passed, inStart.passed]).toEqual([false, false]);
    expect(inPage.output).toMatch(/^✓ .* kB index\.html\n✗ +\d+\.\d kB page\.ts\n/);
    expect(inStart.output).toMatch(/^✗ .* kB index\.html\n/);
  });

  test("smarthr-ui's classes without its rules of which one wins are found", async () => {
    const page = 'export const page = () => document.write("shr-text-white");\n';

    const { passed, output } = await verdictOn("weight of the web", webOf(page));

    expect(passed).toBe(false);
    expect(output).toContain("✗ smarthr-ui's rules of which class wins are not in the build");
  });

  test("what is only fetched when it is wanted passes", async () => {
    const page = 'export const page = () => import("./heavy.ts").then(({ heavy }) => document.write(heavy));\n';

    expect(await verdictOn("weight of the web", webOf(page))).toMatchObject({ passed: true });
  });
});

describe("documents", () => {
  const namingTest = 'import { describe } from "vitest";\n\ndescribe("M2–M3 and M5", () => {});\n';

  test("a statement of the manual needs a test or an explanation that is still true", async () => {
    const { output } = await verdictOn("manual covered", {
      "docs/MANUAL.md":
        [1, 2, 3, 4].map((number) => `- **M${number}** 文${number}。\n`).join("") +
        "| M2 | 全部 | 画面 |\n| M3 | 一部 | 画面 |\n",
      "src/core/rule.test.ts": namingTest,
    });

    expect(output.trim().split("\n")).toEqual([
      "M1 has no test and no explanation: 文1。",
      "M2 is explained as wholly open (画面) but src/core/rule.test.ts names it",
      "M4 has no test and no explanation: 文4。",
      "there is no M5 in docs/MANUAL.md",
    ]);
  });

  test("a covered manual passes", async () => {
    const verdict = await verdictOn("manual covered", {
      "docs/MANUAL.md": "- **M2** 文。\n- **M3** 文。\n- **M4** 文。\n- **M5** 文。\n| M4 | 全部 | 画面 |\n",
      "src/core/rule.test.ts": namingTest,
    });

    expect(verdict).toEqual({ passed: true, output: "" });
  });

  test("a type of core that the glossary does not know is found", async () => {
    const core = { "src/core/run.ts": "export interface Run {}\nexport type Subject = string;\n" };

    const clean = await verdictOn("glossary complete", { ...core, "docs/GLOSSARY.md": "`Run`, `Subject`\n" });
    const { output } = await verdictOn("glossary complete", { ...core, "docs/GLOSSARY.md": "`Runs`, `Subject`\n" });

    expect([clean, output]).toEqual([
      { passed: true, output: "" },
      "src/core/run.ts: Run is not in docs/GLOSSARY.md\n",
    ]);
  });
});

describe("fast tests", () => {
  const testThat = (body: string) =>
    `import { expect, test } from "vitest";\n\ntest("it holds", () => {\n${body}\n});\n`;

  test("a test that prints fails, and the last line counts", async () => {
    const { passed, output } = await verdictOn("fast tests", {
      "src/core/broken.test.ts": 'import "./gone.ts";\n',
      "src/core/holds.test.ts": testThat("  expect(6 * 7).toBe(42);"),
      "src/core/prints.test.ts": testThat('  console.log("42");\n  expect(6 * 7).toBe(42);'),
      "src/core/writes.test.ts": testThat('  process.stderr.write("42");\n  expect(6 * 7).toBe(42);'),
      "src/core/wrong.test.ts": testThat("  expect(6 * 9).toBe(42);"),
    });

    expect({ passed, lastLine: output.trimEnd().split("\n").at(-1) }).toEqual({
      passed: false,
      lastLine: "1 passed, 4 failed",
    });
  });

  test("green is green", async () => {
    const { passed, output } = await verdictOn("fast tests", {
      "src/core/holds.test.ts": testThat("  expect(6 * 7).toBe(42);"),
    });

    expect({ passed, lastLine: output.trimEnd().split("\n").at(-1) }).toEqual({
      passed: true,
      lastLine: "1 passed, 0 failed",
    });
  });
});

async function verdictOn(gateName: string, files: Files): Promise<GateResult> {
  const gate = gates.find(({ name }) => name === gateName);
  if (gate === undefined) throw new Error(`there is no gate named ${gateName}`);
  const folder = await mkdtemp(join(tmpdir(), "fences-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const path of SETTINGS) {
    await cp(join(REPOSITORY, path), join(folder, path), {
      recursive: true,
      filter: (source) => !NEED_THE_PRODUCT.includes(source),
    });
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return runGate(gate, folder);
}

function violationsIn(output: string): string[] {
  return [...output.matchAll(/^ *error (.+)$/gm)].map(([, violation]) => violation ?? "").sort();
}

function lintFindingsIn(output: string): string[] {
  const findings = [...output.matchAll(/^([\w./-]+)(?::\d+:\d+)? (plugin|lint\/\S+)/gm)];
  return findings.map(([, path, rule]) => `${path} ${rule}`).sort();
}
