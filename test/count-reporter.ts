import type { Reporter } from "vitest/node";

/**
 * Ends a run's output with `N passed, N failed`, alone on the last line. A file that does not load and an error outside
 * every test are one failure each.
 */
export function countReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      let passed = 0;
      let failed = unhandledErrors.length;
      for (const module of modules) {
        passed += [...module.children.allTests("passed")].length;
        failed += [...module.children.allTests("failed")].length + module.errors().length;
        for (const suite of module.children.allSuites()) failed += suite.errors().length;
      }
      // Written at the very end, because other reporters are still talking now.
      process.once("exit", () => process.stdout.write(`${passed} passed, ${failed} failed\n`));
    },
  };
}
