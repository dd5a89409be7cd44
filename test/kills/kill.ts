import { parseArgs } from "node:util";
import { buildWebWhenStale } from "../../src/web-build.ts";
import { expectOk } from "../database.ts";
import { chanceOf } from "../simulation/random.ts";
import { killOnEmbedded } from "./kill-on-embedded.ts";
import { killOnPostgres } from "./kill-on-postgres.ts";
import { printReport } from "./kill-report.ts";

// `npm run kill -- [--on embedded|postgres] [--times N] [--seed S]`: kills the product's processes with -9 in the middle of syncs, and asks
// the laws. The seed decides whom, how and after how long; what the machine makes of it is another thing each time.

const { values } = parseArgs({
  options: {
    on: { type: "string", default: "embedded" },
    times: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const WAYS = { embedded: killOnEmbedded, postgres: killOnPostgres } as const;
const kill = values.on === "embedded" || values.on === "postgres" ? WAYS[values.on] : null;
if (kill === null) throw new Error(`--on takes ${Object.keys(WAYS).join(" or ")}, not ${values.on}`);

console.log(`npm run kill -- --on ${values.on} --times ${values.times} --seed ${values.seed}`);
// Once and before: a build takes longer than a process is left alive here.
expectOk(await buildWebWhenStale());
const startedAt = performance.now();
const report = await kill(Number(values.times), chanceOf(values.seed));
printReport(report, (performance.now() - startedAt) / 1000);
process.exit(report.violations.length > 0 ? 1 : 0);
