// Names that no file may have, characters and places that no file may hold, and the sentence that every exported function has.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { listFiles } from "./list-files.ts";

const VAGUE_NAMES = [
  "common",
  "data",
  "helper",
  "helpers",
  "index",
  "info",
  "item",
  "manager",
  "misc",
  "tmp",
  "util",
  "utils",
];

const PROHIBITED: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  // They come with text copied out of a PDF and look like ordinary kanji, but a label that holds one is another label.
  { what: "a radical of U+2E80–2FDF: retype it", pattern: /[\u2e80-\u2fdf]/u },
  { what: "a path of somebody's machine", pattern: /(?<![\w.$}-])\/(?:home|root|Users|work)\/\w/ },
];

const repository = process.cwd();
const faults: string[] = [];
for (const path of await listFiles(repository)) faults.push(...nameFaults(path), ...(await contentFaults(path)));

for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function nameFaults(path: string): string[] {
  const name = basename(path).replace(/\..*$/, "");
  return /\.tsx?$/.test(path) && VAGUE_NAMES.includes(name) ? [`${path}: a file is named after its main export`] : [];
}

async function contentFaults(path: string): Promise<string[]> {
  const content = await readFile(join(repository, path), "utf8");
  const isText = !content.includes("\0");
  if (!isText) return [];
  const lines = content.split("\n");
  return lines.flatMap((line, index) => {
    const faultsOfLine = PROHIBITED.filter(({ pattern }) => pattern.test(line)).map(({ what }) => what);
    if (isUndocumented(path, line, lines[index - 1]))
      faultsOfLine.push("an exported function without its one sentence");
    return faultsOfLine.map((what) => `${path}:${index + 1}: ${what}`);
  });
}

function isUndocumented(path: string, line: string, lineAbove: string | undefined): boolean {
  const isProduct = /^src\/.*(?<!\.test)\.tsx?$/.test(path);
  return isProduct && /^export (?:async )?(?:function|class)\b/.test(line) && !/\*\/$/.test(lineAbove ?? "");
}
