import type { OperatingFigures } from "../core/operating-figures.ts";
import { readMigrations, schemaState } from "../store/migrate.ts";
import { readOperatingFigures } from "../store/read-operating-figures.ts";
import { readQueueVersion } from "../store/read-queue-version.ts";
import type { Product } from "./product.ts";

/** Why a process is to be asked nothing now. */
export type UnreadyReason =
  | "starting"
  | "stopping"
  /** No answer within two seconds, or none at all. */
  | "database-silent"
  | "schema-not-current"
  | "queue-missing";

/** What a process tells the machines that watch over it. */
export interface OperatingState {
  /** Null: it is ready. */
  unreadyBecause(): Promise<UnreadyReason | null>;
  /** Null where the database does not answer. */
  figures(): Promise<OperatingFigures | null>;
}

const PATIENCE_MS = 2_000;
const FIGURES_KEPT_MS = 5_000;

/** Looks at the database each time it is asked; the stage is what the process knows of itself. */
export function watchOperatingState(
  { db, clock, secretKeys }: Pick<Product, "db" | "clock" | "secretKeys">,
  stage: () => "starting" | "serving" | "stopping",
): OperatingState {
  const migrations = readMigrations();
  let kept: { readonly until: number; readonly figures: Promise<OperatingFigures | null> } | null = null;

  async function lookAtDatabase(): Promise<UnreadyReason | null> {
    if ((await schemaState(db.queries, migrations)) !== "current") return "schema-not-current";
    return (await readQueueVersion(db.queries)) === null ? "queue-missing" : null;
  }

  return {
    async unreadyBecause() {
      const now = stage();
      if (now !== "serving") return now;
      return withinPatience(lookAtDatabase(), "database-silent");
    },
    figures() {
      // Real time: several machines that ask at the same moment cost one reading.
      const now = performance.now();
      if (kept === null || now >= kept.until) {
        const figures = withinPatience(readOperatingFigures(db.queries, secretKeys, clock.now()), null);
        kept = { until: now + FIGURES_KEPT_MS, figures };
      }
      return kept.figures;
    },
  };
}

// Whatever is wrong with the database, whoever asks learns that it does not answer; those who use it log why.
async function withinPatience<T, U>(looking: Promise<T>, otherwise: U): Promise<T | U> {
  const { promise: late, resolve } = Promise.withResolvers<U>();
  const timer = setTimeout(() => resolve(otherwise), PATIENCE_MS);
  try {
    return await Promise.race([looking.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
