// npm run bench [-- --help]: how fast and how lean the product is, beside the least that its work takes and beside a plain script.
import { writeFile } from "node:fs/promises";
import { type BenchOptions, readOptions, USAGE } from "./bench-options.ts";
import { createDatabaseMaker } from "./database-places.ts";
import { measureEverything } from "./measure-everything.ts";
import { printFigures } from "./print-figures.ts";
import { startThrowAwayPostgres, type ThrowAwayPostgres } from "./throw-away-postgres.ts";

const options = readOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.fault}\n\n${USAGE}`);
  process.exitCode = 2;
} else if (options.value === null) console.log(USAGE);
else await bench(options.value);

async function bench(chosen: BenchOptions): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)));
  }
  const server = chosen.engines.includes("postgresql") ? await findPostgres() : null;
  const databases = createDatabaseMaker(server?.url ?? null);
  try {
    const figures = await measureEverything(chosen, server?.version ?? null, {
      databases,
      signal: stopping.signal,
      profileFolder: chosen.profileFolder,
      tell: (line) => console.error(line),
    });
    printFigures(figures);
    if (chosen.jsonFile !== null) await writeFile(chosen.jsonFile, `${JSON.stringify(figures, null, 2)}\n`);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await databases.close();
    await server?.remove();
  }
}

async function findPostgres(): Promise<Pick<ThrowAwayPostgres, "url" | "version" | "remove"> | null> {
  const url = process.env["BENCH_DATABASE_URL"];
  if (url) return { url, version: "the one at BENCH_DATABASE_URL", remove: async () => {} };
  const server = await startThrowAwayPostgres();
  if (server === null)
    console.error("PostgreSQL's programs are not on this machine: only the embedded database is measured");
  return server;
}
