/** One thing that must be true before a change may be called done, and the command that says so by its exit code. */
export interface Gate {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** The longest first: two run at a time. Tools come from `node_modules/.bin`, `node` included. */
export const gates: readonly Gate[] = [
  { name: "fast tests", command: ["vitest", "run", "--project", "fast"] },
  { name: "types", command: ["tsc", "--noEmit", "--project", "."] },
  { name: "types of the web", command: ["tsc", "--noEmit", "--project", "src/web"] },
  { name: "core without Node and DOM", command: ["tsc", "--noEmit", "--project", "src/core"] },
  { name: "architecture", command: ["depcruise", ".", "--config", ".dependency-cruiser.mjs"] },
  { name: "unused code", command: ["knip", "--no-progress"] },
  { name: "schema up to date", command: ["node", "scripts/write-schema.ts", "--check"] },
  { name: "API document up to date", command: ["node", "scripts/write-api-docs.ts", "--check"] },
  { name: "format and lint", command: ["biome", "check", "--error-on-warnings", "--max-diagnostics=200", "."] },
  { name: "files", command: ["node", "scripts/check-files.ts"] },
  { name: "weight of the web", command: ["node", "scripts/check-weight.ts"] },
  { name: "manual covered", command: ["node", "scripts/check-manual.ts", "--check"] },
  { name: "pictures of the manual", command: ["node", "scripts/keep-pictures.ts", "--check"] },
  { name: "glossary complete", command: ["node", "scripts/check-glossary.ts"] },
];
