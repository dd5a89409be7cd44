import { alone, folders, roots, tests } from "./architecture.mjs";

const TEST = "\\.test\\.tsx?$";
const BESIDE_THE_PRODUCT = "^(test|bench|scripts)/";

const parts = [
  ...Object.entries(folders).map(([name, row]) => ({ name, ...row, path: `^src/${name}/`, isFolder: true })),
  ...Object.entries(roots).map(([name, row]) => ({ name, ...row, path: `^src/${name}\\.ts$`, node: true })),
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...parts.flatMap(rulesOf),
    {
      name: "product-stands-alone",
      comment: "what runs for customers needs nothing of test/, bench/, scripts/ and no test",
      severity: "error",
      from: { path: "^src/", pathNot: TEST },
      to: { path: [BESIDE_THE_PRODUCT, TEST] },
    },
    {
      name: "known-folder",
      comment: "a new folder or file at the root of src/ needs a row in architecture.mjs",
      severity: "error",
      from: { path: "^src/", pathNot: knownPaths() },
      to: {},
    },
    {
      name: "known-folder",
      comment: "a new folder or file at the root of src/ needs a row in architecture.mjs",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: knownPaths() },
    },
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphan",
      comment: "nobody imports it and it imports nothing: dead, or not wired yet",
      severity: "error",
      from: { orphan: true, path: "^(src|test)/", pathNot: [TEST, "^src/main\\.ts$"] },
      to: {},
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    // The writing rules have packages of their own, which are not installed with ours.
    exclude: { path: "^(data|dist|tools)/" },
    // `import type` is a dependency like any other: without this the cruiser does not see it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types"] },
  },
};

function rulesOf(part) {
  const more = tests.imports[part.name] ?? [];
  const beside = alone.includes(part.name) ? [] : ["^test/"];
  return [
    {
      name: `${part.name}-imports`,
      severity: "error",
      from: { path: part.path, pathNot: TEST },
      to: { path: "^src/", pathNot: [...pathsOf([part.name, ...part.imports]), TEST] },
    },
    {
      name: `${part.name}-tests-import`,
      severity: "error",
      from: { path: testPathOf(part) },
      to: { path: "^(src|test)/", pathNot: [...pathsOf([part.name, ...part.imports, ...more]), ...beside] },
    },
    {
      name: `${part.name}-packages`,
      severity: "error",
      from: { path: part.path, pathNot: TEST },
      to: { path: "(^|/)node_modules/", pathNot: packagePaths(part.packages) },
    },
    {
      name: `${part.name}-tests-packages`,
      severity: "error",
      from: { path: testPathOf(part) },
      to: { path: "(^|/)node_modules/", pathNot: packagePaths([...part.packages, ...tests.packages]) },
    },
    ...(part.node
      ? []
      : [
          {
            name: `${part.name}-without-node`,
            severity: "error",
            from: { path: part.path, pathNot: TEST },
            to: { dependencyTypes: ["core"] },
          },
        ]),
  ];
}

function pathsOf(names) {
  return names.map((name) => parts.find((part) => part.name === name).path);
}

function testPathOf({ name, isFolder }) {
  return isFolder ? `^src/${name}/.*${TEST}` : `^src/${name}${TEST}`;
}

function knownPaths() {
  return [...parts.map(({ path }) => path), ...Object.keys(roots).map((name) => `^src/${name}${TEST}`)];
}

function packagePaths(names) {
  return names.flatMap((name) => [`(^|/)node_modules/${name}/`, `(^|/)node_modules/@types/${name}/`]);
}
