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

/** What a request of the tests may carry. */
export interface Sent {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
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

function parseIfJson(answer: Response, text: string): unknown {
  return answer.headers.get("content-type")?.startsWith("application/json") && text !== "" ? JSON.parse(text) : null;
}
