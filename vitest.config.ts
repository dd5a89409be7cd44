import { defineConfig } from "vitest/config";
import { countReporter } from "./test/count-reporter.ts";

const EVERY_TEST = ["bench/**/*.test.ts", "src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"];
const JOURNEYS = ["test/e2e/**/*.test.ts"];
const NEEDS_A_DATABASE = [
  "src/{store,app,cli,api,worker}/**/*.test.ts",
  "src/{compose,main}.test.ts",
  "test/simulation/**/*.test.ts",
];

export default defineConfig({
  test: {
    reporters: ["default", countReporter()],
    allowOnly: false,
    setupFiles: ["./test/fail-on-output.ts", "./test/wait-for-screens.ts"],
    expect: { poll: { timeout: 20_000 } },
    // Processes, not threads: the embedded database brings a thread of its own, and a crash takes one file with it, not all.
    pool: "forks",
    maxWorkers: 2,
    // A machine may be busy; how fast things are is the bench's question.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "fast", include: EVERY_TEST, exclude: [...NEEDS_A_DATABASE, ...JOURNEYS] } },
      { extends: true, test: { name: "database", include: NEEDS_A_DATABASE } },
      { extends: true, test: { name: "journeys", include: JOURNEYS, globalSetup: ["./test/e2e/build-web.ts"] } },
    ],
  },
});
