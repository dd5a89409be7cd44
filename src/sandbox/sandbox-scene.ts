import { createSandbox, type Sandbox, type SandboxOptions } from "./create-sandbox.ts";

/** The moment the tests' clock starts at (epoch milliseconds): the beginning of an hour. */
export const SCENE_STARTS_AT = Date.UTC(2026, 3, 1);

/** An answer, read. `json` is whatever the body said. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are compared whole, or picked from by the test that knows their shape.
  readonly json: any;
}

/** A form's fields; a list where a name comes several times. */
export type FormFields = Readonly<Record<string, string>> | readonly [name: string, value: string][];

/** What a request of the tests may carry. */
export interface Sent {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form. */
  readonly form?: FormFields;
  /** Default: Bearer with the ready token. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A sandbox with a clock that only moves when it is told to, spoken to in plain HTTP. */
export interface Scene {
  readonly sandbox: Sandbox;
  advance(milliseconds: number): void;
  /** `path` begins with a slash; under `/v1` it is an address of the API. */
  ask(path: string, sent?: Sent): Promise<Answer>;
}

/** A scene; default: the manual's seed, without limits. */
export function createScene(options: Partial<SandboxOptions> = {}): Scene {
  let now = SCENE_STARTS_AT;
  const clock = {
    now: () => now,
    async sleep(milliseconds: number) {
      now += milliseconds;
    },
  };
  const sandbox = createSandbox({ seed: "manual", limits: false, clock, ...options });
  return {
    sandbox,
    advance(milliseconds) {
      now += milliseconds;
    },
    async ask(path, { method = "GET", body, form, headers = bearer(sandbox.accessToken) } = {}) {
      const address = path.startsWith("/v1/") ? `/api${path}` : path;
      const url = address.startsWith("http") ? address : `http://localhost:4000${address}`;
      const payload = form ? new URLSearchParams(form) : body === undefined ? null : JSON.stringify(body);
      const answer = await sandbox.fetch(new Request(url, { method, headers, body: payload }));
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, json: parseIfJson(answer, text) };
    },
  };
}

/** The header that carries an access token. */
export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Somebody signed in in a browser. */
export interface Browser {
  open(path: string): Promise<Answer>;
  /** Opens the page and sends the fields to the same address, as the page's form does. */
  send(path: string, fields: FormFields): Promise<Answer>;
  /** Sends nothing but the fields. */
  post(path: string, fields: FormFields): Promise<Answer>;
}

/** Signs in; default: as 管理者 of every tenant. */
export async function signIn({ ask }: Scene, email = "hr@example.com"): Promise<Browser> {
  const form = { email, password: "smarthr-demo", next: "/" };
  const signedIn = await ask("/oauth/sign-in", { method: "POST", form, headers: {} });
  const headers = { cookie: signedIn.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const open = (path: string) => ask(path, { headers });
  const post = (path: string, form: FormFields) => ask(path, { method: "POST", form, headers });
  return {
    open,
    post,
    async send(path, fields) {
      const csrf = /name="csrf" value="([^"]+)"/.exec((await open(path)).text)?.[1] ?? "";
      const sent = new URLSearchParams(fields);
      sent.set("csrf", csrf);
      return post(path, [...sent]);
    },
  };
}

function parseIfJson(answer: Response, text: string): unknown {
  return answer.headers.get("content-type")?.startsWith("application/json") && text !== "" ? JSON.parse(text) : null;
}
