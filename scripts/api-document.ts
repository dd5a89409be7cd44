import { z } from "zod";
import type { Endpoint, Who } from "../src/contract/endpoint.ts";
import { printShape, type Shape } from "./print-shape.ts";

/** One file of src/contract: its name and all that it exports. */
export interface Subject {
  readonly name: string;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** docs/API.md: every endpoint of the contract, the shapes they share, and what can go wrong. */
export function apiDocument(subjects: readonly Subject[]): string {
  const names = namesOfSchemas(subjects);
  const chapters = subjects.flatMap(({ name, parts }) => {
    const endpoints = Object.values(parts).filter(isEndpoint).sort(byAddress);
    if (endpoints.length === 0) return [];
    return [`## ${name}`, ...endpoints.map((one) => describeEndpoint(one, names))];
  });
  return `${[HEAD, ...chapters, describeShapes(names), describeProblems(subjects)].join("\n\n")}\n`;
}

const HEAD = `# API

Written by \`npm run api-docs\` from src/contract; do not edit. The API serves the product's own pages (decision 0020).

- Requests and answers are JSON. \`query\` stands in the address, \`body\` in the request.
- Signing in sets a cookie, which goes with every request. What changes something must come from the product's own pages: an \`Origin\` that is
  not \`APP_URL\`'s is refused as \`not-permitted\`.
- The company is that of the session: what belongs to another one is \`not-found\`.
- \`name?\` may be left out, \`= value\` is what stands for it then. \`text(1–255)\` has so many characters. A name with a capital letter is a
  shape, below, or a type of src/core that keeps its meaning (docs/GLOSSARY.md); \`Finding\` is in src/contract/runs.ts.
- Not here, because they answer a browser with where to go on: \`/smarthr/launch?subdomain=\` and \`/smarthr/callback\`.`;

const WHO: Record<Who, string> = {
  anyone: "anyone",
  viewer: "whoever is signed in",
  administrator: "管理者",
};

const METHODS = ["GET", "POST", "PUT", "DELETE"];

// Nobody asks for nothing.
const NO_SHAPE = { GET: "a file", POST: "nothing (204)", PUT: "nothing (204)", DELETE: "nothing (204)" } as const;

type Names = ReadonlyMap<z.core.$ZodType, string>;

function namesOfSchemas(subjects: readonly Subject[]): Names {
  const exported = subjects.flatMap(({ parts }) => Object.entries(parts));
  return new Map(exported.flatMap(([name, part]) => (part instanceof z.ZodType ? [[part, name] as const] : [])));
}

function isEndpoint(part: unknown): part is Endpoint {
  return typeof part === "object" && part !== null && "method" in part && "path" in part && "answer" in part;
}

function byAddress(one: Endpoint, other: Endpoint): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return METHODS.indexOf(one.method) - METHODS.indexOf(other.method);
}

function describeEndpoint({ method, path, about, who, query, body, answer }: Endpoint, names: Names): string {
  const lines = [
    ...(query ? [`query  ${printSchema(query, names, "input")}`] : []),
    ...(body ? [`body   ${printSchema(body, names, "input")}`] : []),
    `answer ${answer ? printSchema(answer, names, "output") : NO_SHAPE[method]}`,
  ];
  return `### ${method} ${path}\n\n${about} Asked by: ${WHO[who]}.\n\n\`\`\`\n${lines.join("\n")}\n\`\`\``;
}

// What goes in is described before it is trimmed and filled up, what comes out as it is.
function describeShapes(names: Names): string {
  const lines = [...names]
    .sort(([, one], [, other]) => (one < other ? -1 : 1))
    .map(([schema, name]) => `${name} = ${printShape(shapeOf(schema, names, directionOf(name)), { whole: true })}`);
  return `## Shapes\n\n\`\`\`\n${lines.join("\n")}\n\`\`\``;
}

function directionOf(name: string): "input" | "output" {
  return /Form$|Filter$|^Paging$|^NewPassword$/.test(name) ? "input" : "output";
}

function printSchema(schema: z.core.$ZodType, names: Names, io: "input" | "output"): string {
  return printShape(shapeOf(schema, names, io));
}

function shapeOf(schema: z.core.$ZodType, names: Names, io: "input" | "output"): Shape {
  return z.toJSONSchema(schema, {
    io,
    // z.custom: the contract gives its name as the title, and the printer refuses one without.
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const name = names.get(zodSchema);
      if (name !== undefined) jsonSchema.title = name;
    },
  }) as Shape;
}

function describeProblems(subjects: readonly Subject[]): string {
  const statuses = subjects.map(({ parts }) => parts["PROBLEM_STATUS"]).find((part) => part !== undefined);
  if (typeof statuses !== "object" || statuses === null) throw new Error("src/contract exports no PROBLEM_STATUS");
  const rows = Object.entries(statuses)
    .sort(([one, oneStatus], [other, otherStatus]) => oneStatus - otherStatus || (one < other ? -1 : 1))
    .map(([kind, status]) => `| ${status} | \`${kind}\` |`);
  return `## Problems

Whatever is not answered is a problem: \`{ kind, … }\` with the status below. What else it carries is in src/core/problem.ts, its words are in
src/text/problem-text.ts. A finished run with rows left out is no problem: 200.

| Status | kind |
|---|---|
${rows.join("\n")}`;
}
