import type { z } from "zod";
import { toAddressPart } from "../contract/address-part.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { Problem } from "../core/problem.ts";

/** Why an answer did not come: a problem that the API named, or no answer at all. */
export class AskError extends Error {
  readonly problem: Problem | { readonly kind: "no-answer" };

  constructor(problem: AskError["problem"]) {
    super(problem.kind);
    this.problem = problem;
  }
}

type InputOf<Schema extends z.ZodType> = Schema extends z.ZodUndefined ? undefined : z.input<Schema>;
type OutputOf<Schema extends z.ZodType> = Schema extends z.ZodNull ? null : z.output<Schema>;

/** What goes along with a question. */
export interface Given<Query extends z.ZodType, Body extends z.ZodType> {
  /** What fills in the path. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly query?: InputOf<Query>;
  readonly body?: InputOf<Body>;
  readonly signal?: AbortSignal;
}

/** Asks an endpoint of the API. Throws an `AskError`, and nothing else. */
export async function ask<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  endpoint: Endpoint<Query, Body, Answer>,
  { parts, query, body, signal }: Given<Query, Body> = {},
): Promise<OutputOf<Answer>> {
  const answer = await send(addressOf(endpoint, parts, query), {
    method: endpoint.method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) throw new AskError(await problemOf(answer));
  return (answer.status === 204 ? null : await answer.json()) as OutputOf<Answer>;
}

/** The address of an endpoint, for a link or a download. */
export function addressOf<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  { path }: Endpoint<Query, Body, Answer>,
  parts: Readonly<Record<string, string>> = {},
  query?: InputOf<Query>,
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => toAddressPart(parts[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch {
    // Offline, or the server is not there: the page says so, and the question can be asked again.
    throw new AskError({ kind: "no-answer" });
  }
}

async function problemOf(answer: Response): Promise<AskError["problem"]> {
  try {
    return ((await answer.json()) as { readonly problem: Problem }).problem;
  } catch {
    // A proxy between us and the server answered in its own words.
    return { kind: "no-answer" };
  }
}
