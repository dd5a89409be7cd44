import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { apiDocument } from "./api-document.ts";

// Writes docs/API.md from the endpoints of src/contract; with --check it only says whether the file is what they arrive at.
const path = new URL("../docs/API.md", import.meta.url);
const folder = new URL("../src/contract/", import.meta.url);

const document = apiDocument(await readSubjects());
if (!process.argv.includes("--check")) {
  writeFileSync(path, document);
} else if (!existsSync(path) || readFileSync(path, "utf8") !== document) {
  console.error("docs/API.md is not what src/contract describes: run npm run api-docs");
  process.exitCode = 1;
}

// Whatever lies in the folder, so that a new subject cannot be forgotten.
async function readSubjects() {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const parts: Record<string, unknown> = await import(new URL(name, folder).href);
      return { name: name.replace(/\.ts$/, ""), parts };
    }),
  );
}
