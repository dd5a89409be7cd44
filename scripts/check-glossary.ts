// Every exported type of src/core is a word of docs/GLOSSARY.md: a word that is not in the glossary may not become a type name.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "./list-files.ts";

const repository = process.cwd();
const glossary = await readFile(join(repository, "docs/GLOSSARY.md"), "utf8");
const words = new Set([...glossary.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code?.match(/\w+/g) ?? []));

const missing: string[] = [];
for (const path of await listFiles(repository)) {
  if (!/^src\/core\/.*\.ts$/.test(path) || path.endsWith(".test.ts")) continue;
  const source = await readFile(join(repository, path), "utf8");
  for (const [, name] of source.matchAll(/^export (?:declare )?(?:abstract )?(?:class|interface|type) (\w+)/gm)) {
    if (name !== undefined && !words.has(name)) missing.push(`${path}: ${name} is not in docs/GLOSSARY.md`);
  }
}

for (const line of missing) console.log(line);
process.exitCode = missing.length === 0 ? 0 : 1;
