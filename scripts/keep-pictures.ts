// npm run screenshots [-- --check]: walks the journeys and puts the pictures that docs/管理者マニュアル.md shows into docs/images, so that the
// manual shows the product as it is. With --check nothing is walked or written: every picture of the manual must be kept by one journey,
// and stand in docs/images.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(import.meta.dirname, "..");
const TAKEN = join(REPOSITORY, "dist/pictures");
const KEPT = join(REPOSITORY, "docs/images");

const manual = readFileSync(join(REPOSITORY, "docs/管理者マニュアル.md"), "utf8");
const shown = [...new Set([...manual.matchAll(/\]\(images\/([\w-]+)\.png\)/g)].map(([, name = ""]) => name))];
if (shown.length === 0) throw new Error("the manual shows no pictures: its form must have changed");

if (process.argv.includes("--check")) check();
else take();

function check(): void {
  const journeys = globSync("test/e2e/*.test.ts", { cwd: REPOSITORY })
    .map((path) => readFileSync(join(REPOSITORY, path), "utf8"))
    .join("\n");
  const kept = [...journeys.matchAll(/keepPicture\(\w+, "([\w-]+)"\)/g)].map(([, name = ""]) => name);
  const twice = new Set(kept.filter((name, at) => kept.indexOf(name) !== at));
  const wrong = shown.flatMap((name) => [
    // Journeys run side by side: which of the two was last is luck.
    ...(twice.has(name) ? [`two journeys keep the picture ${name}`] : []),
    ...(journeys.includes(`"${name}"`) ? [] : [`no journey keeps the picture ${name}`]),
    ...(existsSync(join(KEPT, `${name}.png`)) ? [] : [`docs/images/${name}.png is missing: npm run screenshots`]),
  ]);
  for (const line of wrong) console.log(line);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

function take(): void {
  rmSync(TAKEN, { recursive: true, force: true });
  const { status } = spawnSync("vitest", ["run", "--project", "journeys"], { cwd: REPOSITORY, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(KEPT, { recursive: true });
  for (const name of shown) copyFileSync(join(TAKEN, `${name}.png`), join(KEPT, `${name}.png`));
}
