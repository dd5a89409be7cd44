/**
 * Who may import whom. A folder may import itself, the folders and packages of its row, and nothing else of ours or others'.
 * `.dependency-cruiser.mjs` turns the table into rules; `test/fences.test.ts` plants a violation of each.
 */

/** The product. `node`: may it use Node's own modules; type imports count like any other. */
export const folders = {
  core: { imports: [], packages: [], node: false },
  text: { imports: ["core"], packages: [], node: false },
  contract: { imports: ["core"], packages: ["zod"], node: false },
  smarthr: { imports: ["core"], packages: ["oauth4webapi", "zod"], node: true },
  store: {
    imports: ["core"],
    packages: ["@electric-sql/pglite", "@electric-sql/pglite-socket", "kysely", "pg"],
    node: true,
  },
  observe: { imports: ["core"], packages: ["pino", "prom-client"], node: true },
  mail: { imports: ["core", "text"], packages: ["nodemailer"], node: true },
  app: { imports: ["core", "smarthr", "store"], packages: [], node: true },
  api: {
    imports: ["core", "app", "contract", "text"],
    packages: ["@hono/node-server", "better-auth", "csv-stringify", "hono", "zod"],
    node: true,
  },
  worker: { imports: ["core", "app"], packages: ["pg-boss"], node: true },
  cli: {
    imports: ["core", "app", "text"],
    packages: ["cli-progress", "cli-table3", "commander", "wrap-ansi"],
    node: true,
  },
  web: {
    imports: ["core", "contract", "text"],
    packages: [
      "@fontsource-variable/noto-sans-jp",
      "@tanstack/react-query",
      "@tanstack/react-router",
      "@types/d3-hierarchy",
      "@types/d3-selection",
      "@types/d3-zoom",
      "d3-hierarchy",
      "d3-selection",
      "d3-zoom",
      "react",
      "react-dom",
      "react-intl",
      "smarthr-ui",
      "zod",
    ],
    node: false,
  },
  sandbox: { imports: [], packages: ["@hono/node-server", "hono", "zod"], node: true },
};

/** The single files at the root of `src/`, which put the folders together. */
export const roots = {
  config: { imports: ["core", "smarthr"], packages: ["zod"] },
  compose: {
    imports: [
      "core",
      "smarthr",
      "store",
      "mail",
      "observe",
      "app",
      "api",
      "worker",
      "cli",
      "sandbox",
      "config",
      "serve-product",
    ],
    packages: [],
  },
  "serve-product": { imports: ["core", "app", "api", "worker", "cli", "observe", "web-build"], packages: [] },
  "web-build": { imports: ["core"], packages: [] },
  main: { imports: ["cli", "config", "compose"], packages: [] },
};

/** What a test may import besides: its own folder's row, Node, `test/`, and this. */
export const tests = {
  packages: ["@testing-library/react", "fast-check", "vitest"],
  imports: {
    smarthr: ["sandbox"],
    app: ["mail", "sandbox", "worker"],
    api: ["observe", "sandbox", "smarthr", "store"],
    worker: ["sandbox", "smarthr", "store"],
    cli: ["config", "compose", "main", "sandbox", "smarthr", "store"],
    compose: ["main"],
    "serve-product": ["observe", "store"],
    main: ["sandbox", "store"],
  },
};

/** A sandbox that shared a line with the product would repeat the product's mistakes: its tests stand alone, too. */
export const alone = ["sandbox"];
