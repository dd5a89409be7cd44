import { createApi } from "../src/api/create-api.ts";
import type { Routes } from "../src/api/serve-endpoint.ts";
import type { Session } from "../src/api/session.ts";
import type { RunQueue } from "../src/app/run-queue.ts";
import type { Database } from "../src/store/database.ts";
import { addTestCompany } from "./database.ts";
import { aProduct, type ProductScene, type ProductSceneOptions } from "./product-scene.ts";

/** Who asks in a test: two people of the scene's company, somebody of another company, or nobody. */
export type Asker = "administrator" | "viewer" | "stranger" | "nobody";

/** The API over a scene's product. */
export interface ApiScene extends ProductScene {
  readonly routes: Routes;
  readonly defects: unknown[];
  /** One request, by the administrator unless told otherwise; the body goes as JSON. */
  ask(method: string, path: string, special?: { readonly as?: Asker; readonly body?: unknown }): Promise<Response>;
}

/** What is special about a scene with the API. */
export interface ApiSceneOptions extends ProductSceneOptions {
  /** Nobody works off what waits unless a queue is given. */
  readonly runQueue?: RunQueue;
}

export async function anApi(db: Database, special: ApiSceneOptions = {}): Promise<ApiScene> {
  const scene = await aProduct(db, special);
  const strangersCompany = await addTestCompany(db);
  const defects: unknown[] = [];
  const sessions: Record<Exclude<Asker, "nobody">, Session> = {
    administrator: aSession(scene.companyId, "administrator", "hr@example.com"),
    viewer: aSession(scene.companyId, "viewer", "viewer@example.com"),
    stranger: aSession(strangersCompany, "administrator", "stranger@example.com"),
  };
  const routes = createApi({
    product: scene.product,
    runQueue: special.runQueue ?? NOBODY_WORKS,
    appUrl: "http://localhost:3000",
    sessionOf: async (request) => sessions[request.headers.get("x-test-asker") as keyof typeof sessions] ?? null,
    logDefect: (defect) => {
      defects.push(defect);
      return `defect-${defects.length}`;
    },
  });
  return {
    ...scene,
    routes,
    defects,
    ask: async (method, path, { as = "administrator", body } = {}) =>
      routes.request(path, {
        method,
        headers: { "x-test-asker": as, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

const NOBODY_WORKS: RunQueue = { send: async () => {}, wake: () => {} };

function aSession(companyId: number, role: Session["role"], email: string): Session {
  return { administratorId: `${companyId}-${role}`, companyId, email, name: "見本", role };
}
