import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// TypeScript is the product's own, one folder above this tool's.
const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const typescript = createRequire(join(REPOSITORY, "package.json"))("typescript");

const JAPANESE = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;
// Stands for what is filled in; a word that no rule objects to, in whatever place of a sentence.
export const FILLED_IN = "○○";

/** Every Japanese text that the product says: string literals and templates, with the place they stand in. */
export function collectTexts() {
  const sources = globSync(["src/text/**/*.ts", "src/web/**/*.{ts,tsx}"], { cwd: REPOSITORY });
  const inCode = sources
    .filter((path) => !/\.test\.tsx?$|\.catalogue\.tsx$|^src\/web\/catalogue\//.test(path))
    .flatMap((path) => textsOf(path, readFileSync(join(REPOSITORY, path), "utf8")));
  return inCode.filter(({ text }) => JAPANESE.test(text));
}

/** Documents that administrators read. */
export function collectDocuments() {
  return globSync("docs/管理者マニュアル.md", { cwd: REPOSITORY }).map((path) => {
    return { path, text: readFileSync(join(REPOSITORY, path), "utf8") };
  });
}

function textsOf(path, code) {
  const file = typescript.createSourceFile(path, code, typescript.ScriptTarget.Latest, true);
  const found = [];
  const add = (node, text) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ place: `${path}:${line + 1}`, text });
  };
  const visit = (node) => {
    if (typescript.isStringLiteralLike(node)) add(node, node.text);
    else if (typescript.isTemplateExpression(node)) {
      add(node, node.head.text + node.templateSpans.map(({ literal }) => FILLED_IN + literal.text).join(""));
    } else if (typescript.isJsxText(node) && node.text.trim() !== "") add(node, node.text.trim());
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
