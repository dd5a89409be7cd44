import { JSON_TYPE, refuse } from "./answer.ts";

/** How a request can be made to go wrong on purpose. */
export const FAULT_KINDS = [
  "rate-limited",
  "server-error",
  "bad-gateway",
  "maintenance",
  "unauthorized",
  "forbidden",
  "ip-not-permitted",
  "not-found",
  "time-out",
  "cut-off",
  "malformed",
  "unexpected-shape",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** An order that requests to come go wrong. */
export interface FaultOrder {
  readonly kind: FaultKind;
  /** How many requests; null for all until the faults are cleared. */
  readonly count: number | null;
  /** How many matching requests are answered well before. */
  readonly after: number;
  /** Only requests whose path begins with this, as `/v1/crews`; null for all. */
  readonly path: string | null;
  /** What the reset header says, in seconds, when the kind is `rate-limited`. */
  readonly resetSeconds: number;
}

/** The orders that still stand. */
export interface Faults {
  order(order: FaultOrder): void;
  clear(): void;
  /** The order that the request to this path (`/v1/…`) meets, used up by one. */
  take(path: string): FaultOrder | null;
  list(): readonly FaultOrder[];
}

/** No faults ordered yet. */
export function createFaults(): Faults {
  let orders: FaultOrder[] = [];
  return {
    order(order) {
      orders.push(order);
    },
    clear() {
      orders = [];
    },
    list: () => orders,
    take(path) {
      const index = orders.findIndex((order) => order.path === null || path.startsWith(order.path));
      const order = orders[index];
      if (!order) return null;
      if (order.after > 0) {
        orders[index] = { ...order, after: order.after - 1 };
        return null;
      }
      if (order.count === null) return order;
      if (order.count <= 1) orders.splice(index, 1);
      else orders[index] = { ...order, count: order.count - 1 };
      return order;
    },
  };
}

/** The answer of a fault that takes the place of the real one; null for those that spoil the real one or never answer. */
export function answerFault(order: FaultOrder): Response | null {
  switch (order.kind) {
    case "rate-limited":
      return refuse("too_many_requests");
    case "server-error":
      return refuse("internal_server_error");
    case "maintenance":
      return refuse("service_maintenance");
    case "unauthorized":
      return refuse("unauthorized_token");
    case "forbidden":
      return refuse("forbidden");
    case "ip-not-permitted":
      return refuse("ip_not_permitted");
    case "not-found":
      return refuse("not_found");
    case "bad-gateway":
      return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: 502,
        headers: { "content-type": "text/html" },
      });
    case "unexpected-shape":
      return new Response('{"result":"ok"}', { headers: { "content-type": JSON_TYPE } });
    case "time-out":
    case "cut-off":
    case "malformed":
      return null;
  }
}

/** The real answer with its body ending early: the promised length is not reached (`cut-off`), or the JSON is not closed. */
export async function spoilAnswer(answer: Response, kind: "cut-off" | "malformed"): Promise<Response> {
  const whole = new TextEncoder().encode(await answer.text());
  const half = whole.slice(0, Math.floor(whole.length / 2));
  const headers = new Headers(answer.headers);
  if (kind === "malformed") return new Response(half, { status: answer.status, headers });
  headers.set("content-length", String(whole.length));
  const cut = new Response(createCutStream(half), { status: answer.status, headers });
  cutAnswers.add(cut);
  return cut;
}

/** Whether the answer is one whose connection has to be cut. */
export function isCutOff(answer: Response): boolean {
  return cutAnswers.has(answer);
}

const cutAnswers = new WeakSet<Response>();

function createCutStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) return controller.error(new TypeError("the connection was cut"));
      sent = true;
      controller.enqueue(bytes);
    },
  });
}
