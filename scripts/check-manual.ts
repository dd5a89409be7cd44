// npm run manual: the statements of docs/MANUAL.md and the tests that name them. With --check: fails when a statement has neither
// a test nor an explanation, and when an explanation is no longer true.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { listFiles } from "./list-files.ts";

interface Explanation {
  readonly scope: "all" | "part";
  readonly reason: string;
}

const repository = process.cwd();
const manual = await readFile(join(repository, "docs/MANUAL.md"), "utf8");
const statements = [...manual.matchAll(/^- \*\*M(\d+)\*\* (.*)$/gm)].map(([, number, text]) => ({
  number: Number(number),
  text: text ?? "",
}));
const explanationByNumber = explanationsIn(manual);
const filesByNumber = await testFilesByNumber();

const faults = [...coverageFaults(), ...strayNumbers()];
if (process.argv.includes("--check")) {
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  for (const { number, text } of statements) console.log(lineOf(number, text));
  console.log(
    `${statements.filter(({ number }) => filesByNumber.has(number)).length} of ${statements.length} have a test`,
  );
  for (const fault of faults) console.log(fault);
}

function explanationsIn(text: string): Map<number, Explanation> {
  const rows = text.matchAll(/^\| M(\d+) \| (全部|一部) \| (.+) \|$/gm);
  return new Map(
    [...rows].map(([, number, scope, reason]) => [
      Number(number),
      { scope: scope === "全部" ? "all" : "part", reason: reason ?? "" },
    ]),
  );
}

async function testFilesByNumber(): Promise<Map<number, string[]>> {
  const files = new Map<number, string[]>();
  for (const path of (await listFiles(repository)).filter((file) =>
    /^src\/.*\.test\.tsx?$|^test\/.*\.test\.tsx?$/.test(file),
  )) {
    const source = ts.createSourceFile(path, await readFile(join(repository, path), "utf8"), ts.ScriptTarget.Latest);
    for (const number of new Set(titlesIn(source).flatMap(numbersIn)))
      files.set(number, [...(files.get(number) ?? []), path]);
  }
  return files;
}

/** The titles of `describe` and `test`, with or without `.each` and its like. */
function titlesIn(source: ts.SourceFile): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(describe|test)\b/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/** `M7.4` is M7; `M15–M19` are five statements. */
function numbersIn(title: string): number[] {
  return [...title.matchAll(/\bM(\d+)(?:\.\d+)?(?:[–-]M?(\d+))?/g)].flatMap(([, first, last]) => {
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
}

function coverageFaults(): string[] {
  return statements.flatMap(({ number, text }) => {
    const explanation = explanationByNumber.get(number);
    const tested = filesByNumber.has(number);
    if (!tested && explanation?.scope !== "all") return [`M${number} has no test and no explanation: ${text}`];
    if (tested && explanation?.scope === "all") {
      return [
        `M${number} is explained as wholly open (${explanation.reason}) but ${filesByNumber.get(number)} names it`,
      ];
    }
    return [];
  });
}

function strayNumbers(): string[] {
  const known = new Set(statements.map(({ number }) => number));
  const named = [...explanationByNumber.keys(), ...filesByNumber.keys()];
  return [...new Set(named)]
    .filter((number) => !known.has(number))
    .map((number) => `there is no M${number} in docs/MANUAL.md`);
}

function lineOf(number: number, text: string): string {
  const explanation = explanationByNumber.get(number);
  const tests = filesByNumber.get(number)?.join(", ") ?? "no test";
  return `M${number} ${text}\n    ${tests}${explanation ? `; open: ${explanation.reason}` : ""}`;
}
