import { createRequire } from "node:module";

const library = createRequire(import.meta.url)("pg-boss/package.json") as {
  readonly pgboss: { readonly schema: number };
};

/** The version of the queue's tables that the installed library works with. */
export const QUEUE_VERSION = library.pgboss.schema;
