import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fail, ok, type Result } from "./core/result.ts";
import type { StartFault } from "./core/start-fault.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");
const BUILT = join(REPOSITORY, "dist", "web");
const STAMP = join(BUILT, ".sources");

// What the build is made from; tests and the catalogue are not in it.
const SOURCES = ["src/{web,contract,core,text}/**/*.{ts,tsx,css,html}", "vite.config.ts", "package-lock.json"];

/** The folder of the built web application, built now when its sources are not those it was built from. */
export async function buildWebWhenStale(): Promise<Result<string, StartFault>> {
  const sources = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return ok(BUILT);
  const vite = join(REPOSITORY, "node_modules", "vite", "bin", "vite.js");
  // An installation without development packages serves what was built where it was packed.
  if (!existsSync(vite)) return existsSync(join(BUILT, "index.html")) ? ok(BUILT) : fail({ kind: "web-not-built" });
  const built = await run([vite, "build", "--logLevel", "error"]);
  if (!built.passed) throw new Error(`the web application could not be built:\n${built.output}`);
  mkdirSync(BUILT, { recursive: true });
  writeFileSync(STAMP, sources);
  return ok(BUILT);
}

// By content and not by time: a checkout gives every file the time it was checked out.
function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const path of globSync(SOURCES, { cwd: REPOSITORY }).sort()) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(REPOSITORY, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

// In a process of its own: a build takes memory that the server would keep.
async function run(words: readonly string[]): Promise<{ readonly passed: boolean; readonly output: string }> {
  const child = spawn(process.execPath, words, { cwd: REPOSITORY, stdio: ["ignore", "pipe", "pipe"] });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => pieces.push(piece));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { passed: code === 0, output: Buffer.concat(pieces).toString() };
}
