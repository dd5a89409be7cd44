import { z } from "zod";
import { answerJson, refuse } from "./answer.ts";
import { type Control, OPERATIONS, type OperationName } from "./control-operations.ts";
import { printControlPage } from "./control-page.ts";

/** Answers `/__sandbox` (the page), `GET /__sandbox/{operation}?…` and `POST /__sandbox/{operation}` with JSON. */
export async function answerControl(request: Request, url: URL, path: string, control: Control): Promise<Response> {
  const [name = "", more] = path.replace(/^\/__sandbox\/?/, "").split("/");
  if (name === "" && request.method === "GET") return printControlPage(control);
  if (!isOperation(name)) return refuse("not_found");
  const input = request.method === "GET" ? Object.fromEntries(url.searchParams) : await readInput(request);
  if (input === null || (request.method === "GET") !== SHOWS.has(name)) return refuse("bad_request");

  try {
    // `POST /__sandbox/scenarios/m18` names the scenario in its address.
    const result: unknown = control(name, (more === undefined ? input : { ...input, name: more }) as never);
    return answerJson(JSON.stringify(result ?? {}));
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return answerJson(JSON.stringify({ error: message }), 400);
  }
}

const SHOWS: ReadonlySet<OperationName> = new Set(["requests", "rows", "snapshot", "state"]);

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

async function readInput(request: Request): Promise<object | null> {
  // A page of another site could send a form here: testers' browsers stay in charge of their sandbox.
  if ((request.headers.get("sec-fetch-site") ?? "same-origin") !== "same-origin") return null;
  const text = await request.text();
  try {
    const input: unknown = text === "" ? {} : JSON.parse(text);
    return typeof input === "object" ? input : null;
  } catch {
    // What is no JSON is wrong input, and answered as that.
    return null;
  }
}
