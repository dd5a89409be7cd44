import type { Context, Hono } from "hono";
import type { z } from "zod";
import { fromAddressPart } from "../contract/address-part.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { PROBLEM_STATUS } from "../contract/problem-status.ts";
import type { FieldFault, Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Session } from "./session.ts";

/** What every route of the API can ask of the request it answers. */
export interface ApiEnvironment {
  readonly Variables: { session: Session | null; requestId: string };
}

export type Routes = Hono<ApiEnvironment>;

/** A request that passed: who asks, and what goes in, checked. */
export interface Asked<Query, Body, Who> {
  readonly session: Who;
  readonly query: Query;
  readonly body: Body;
  /** A part of the path, decoded. */
  readonly part: (name: string) => string;
  readonly request: Request;
  readonly context: Context<ApiEnvironment>;
}

type Work<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType, Who> = (
  asked: Asked<z.output<Query>, z.output<Body>, Who>,
) => Promise<Result<z.input<Answer>, Problem> | Response>;

/** Answers an endpoint for those who may ask: JSON, a `Response` of the work's own, or a problem with its status. */
export function serve<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  routes: Routes,
  endpoint: Endpoint<Query, Body, Answer> & { readonly who: "viewer" | "administrator" },
  work: Work<Query, Body, Answer, Session>,
): void {
  on(routes, endpoint, async (context) => {
    const session = context.get("session");
    if (session === null) return problemResponse({ kind: "not-signed-in" });
    if (endpoint.who === "administrator" && session.role !== "administrator") {
      return problemResponse({ kind: "not-permitted" });
    }
    return answer(context, endpoint, session, work);
  });
}

/** The same for endpoints that need nobody to be signed in. */
export function serveAnyone<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  routes: Routes,
  endpoint: Endpoint<Query, Body, Answer> & { readonly who: "anyone" },
  work: Work<Query, Body, Answer, Session | null>,
): void {
  on(routes, endpoint, (context) => answer(context, endpoint, context.get("session"), work));
}

/** A problem as the web application reads it. */
export function problemResponse(problem: Problem): Response {
  const headers = problem.kind === "too-many-tries" ? { "retry-after": String(problem.retryAfterSeconds) } : {};
  return Response.json({ problem }, { status: PROBLEM_STATUS[problem.kind], headers });
}

function on(
  routes: Routes,
  { method, path }: Pick<Endpoint, "method" | "path">,
  handle: (context: Context<ApiEnvironment>) => Promise<Response>,
): void {
  routes.on(method, path, handle);
}

async function answer<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType, Who>(
  context: Context<ApiEnvironment>,
  endpoint: Endpoint<Query, Body, Answer>,
  session: Who,
  work: Work<Query, Body, Answer, Who>,
): Promise<Response> {
  const query = check(endpoint.query, context.req.query());
  if (!query.ok) return problemResponse(query.fault);
  const body = check(endpoint.body, endpoint.body === undefined ? undefined : await readJson(context));
  if (!body.ok) return problemResponse(body.fault);
  const part = (name: string) => fromAddressPart(context.req.param(name) ?? "");
  const done = await work({ session, query: query.value, body: body.value, part, request: context.req.raw, context });
  if (done instanceof Response) return done;
  if (!done.ok) return problemResponse(done.fault);
  return endpoint.answer === null ? new Response(null, { status: 204 }) : Response.json(done.value);
}

function check<Schema extends z.ZodType>(
  schema: Schema | undefined,
  given: unknown,
): Result<z.output<Schema>, Problem> {
  if (schema === undefined) return ok(undefined as z.output<Schema>);
  const checked = schema.safeParse(given);
  if (checked.success) return ok(checked.data);
  const faultByField = new Map<string, FieldFault>();
  for (const { path, message } of checked.error.issues) {
    const field = path.join(".");
    // One sentence beside each field: what is blank is not too short as well.
    if (!faultByField.has(field)) faultByField.set(field, isFieldFault(message) ? message : "invalid");
  }
  return fail({ kind: "invalid-input", fields: [...faultByField].map(([field, fault]) => ({ field, fault })) });
}

async function readJson(context: Context<ApiEnvironment>): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    // Not JSON at all: the schema says that everything is missing.
    return {};
  }
}

const FIELD_FAULTS: Record<FieldFault, true> = {
  required: true,
  "too-long": true,
  "too-short": true,
  "invalid-email": true,
  "invalid-date": true,
  "invalid-choice": true,
  "invalid-subdomain": true,
  "invalid-token": true,
  "invalid-url": true,
  "not-katakana": true,
  "invalid-count": true,
  "invalid-percentage": true,
  "wrong-password": true,
  invalid: true,
};

function isFieldFault(message: string): message is FieldFault {
  return message in FIELD_FAULTS;
}
