import { betterAuth } from "better-auth";
import { testUtils } from "better-auth/plugins";
import { sql } from "kysely";
import { createApi } from "../src/api/create-api.ts";
import type { Routes } from "../src/api/serve-endpoint.ts";
import { createSignIn, hashPassword, signInOptions } from "../src/api/sign-in.ts";
import { addAdministratorWithPassword } from "../src/app/add-administrator-with-password.ts";
import type { Product } from "../src/app/product.ts";
import type { RunQueue } from "../src/app/run-queue.ts";
import type { Role } from "../src/core/administrator.ts";
import type { Administrator } from "../src/store/administrators.ts";
import type { CompanyId } from "../src/store/companies.ts";
import type { Database } from "../src/store/database.ts";
import { addTestCompany, expectOk } from "./database.ts";
import { aProduct, type ProductScene, type ProductSceneOptions, TEST_KEYS } from "./product-scene.ts";

/** Who asks in a test: three people of the scene's company, two of them administrators, somebody of another company, or nobody. */
export type Asker = Person | "nobody";
export type Person = "administrator" | "colleague" | "viewer" | "stranger";

/** The API over a scene's product. */
export interface ApiScene extends ProductScene {
  readonly routes: Routes;
  readonly defects: unknown[];
  readonly people: Readonly<Record<Person, Administrator>>;
  /** One request, by the administrator unless told otherwise; the body goes as JSON. */
  ask(method: string, path: string, special?: Special): Promise<Response>;
  /** A request's Cookie with that person's session. */
  sessionCookieOf(person: Person): Promise<string>;
}

export interface Special {
  readonly as?: Asker;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the connection comes from. */
  readonly from?: string;
}

/** The password of everybody in a scene. */
export const TEST_PASSWORD = "mikiwame-demo";

const EMAILS: Readonly<Record<Person, string>> = {
  administrator: "hr@example.com",
  colleague: "sub@example.com",
  viewer: "viewer@example.com",
  stranger: "stranger@example.com",
};

// It takes a while, on purpose: once is enough.
const passwordHash = hashPassword(TEST_PASSWORD);

export interface ApiSceneOptions extends ProductSceneOptions {
  readonly appUrl?: string;
  /** Told as well as the scene's own list. */
  readonly logDefect?: (defect: unknown, place?: object) => void;
  /** Nobody works off what waits unless a queue is given. */
  readonly runQueue?: RunQueue;
}

export async function anApi(db: Database, special: ApiSceneOptions = {}): Promise<ApiScene> {
  const scene = await aProduct(db, special);
  const { companyId } = scene;
  const product = { ...scene.product, ...(special.appUrl ? { appUrl: special.appUrl } : {}) };
  const people = await addPeople(scene, companyId, await addTestCompany(db));
  const defects: unknown[] = [];
  const routes = createApi({
    product,
    signIn: expectOk(createSignIn(product)),
    runQueue: special.runQueue ?? NOBODY_WORKS,
    logDefect: (defect, place) => {
      defects.push(defect);
      special.logDefect?.(defect, place);
      return `defect-${defects.length}`;
    },
  });
  const cookieOf = cookiesOf(product, people);
  return {
    ...scene,
    routes,
    defects,
    people,
    sessionCookieOf: cookieOf,
    ask: async (method, path, { as = "administrator", body, headers = {}, from = "203.0.113.1" } = {}) => {
      const cookie = as === "nobody" ? {} : { cookie: await cookieOf(as) };
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const connection = { incoming: { socket: { remoteAddress: from } } };
      return routes.request(path, { method, headers: { ...cookie, ...type, ...headers }, ...content }, connection);
    },
  };
}

/** The JSON of an answer, taken for what the test expects it to be. */
export async function jsonOf<T>(answer: Response): Promise<T> {
  return (await answer.json()) as T;
}

/** A request's Cookie from an answer's Set-Cookie. */
export function cookieFrom(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.replace(/;.*$/, ""))
    .join("; ");
}

async function addPeople(
  { product }: ProductScene,
  companyId: CompanyId,
  strangersCompany: CompanyId,
): Promise<ApiScene["people"]> {
  const { db } = product;
  // An address belongs to one person of the installation: whoever had it in a former scene of the same database gives it up.
  await sql`update administrators set email = id || '@example.com' where email = any (${Object.values(EMAILS)})`.execute(
    db.queries,
  );
  const add = async (person: Person, role: Role, company = companyId) => {
    const identity = { companyId: company, email: EMAILS[person], name: `見本 ${person}`, role };
    return expectOk(await addAdministratorWithPassword(product, { ...identity, passwordHash: await passwordHash }));
  };
  return {
    administrator: await add("administrator", "administrator"),
    colleague: await add("colleague", "administrator"),
    viewer: await add("viewer", "viewer"),
    stranger: await add("stranger", "administrator", strangersCompany),
  };
}

// Sessions of the sign-in library's own making, without the hash that signing in costs; each person gets one, when they first ask.
function cookiesOf({ db, appUrl }: Product, people: ApiScene["people"]): (person: Person) => Promise<string> {
  const auth = betterAuth({
    ...signInOptions({ db, appUrl, secretKeys: TEST_KEYS }),
    plugins: [testUtils()],
  });
  const cookies = new Map<Person, Promise<string>>();
  const open = async (person: Person): Promise<string> => {
    const { test } = await auth.$context;
    const headers = await test.getAuthHeaders({ userId: people[person].id });
    return headers.get("cookie") ?? "";
  };
  return (person) => {
    const cookie = cookies.get(person) ?? open(person);
    cookies.set(person, cookie);
    return cookie;
  };
}

/** A queue that nobody works off. */
export const NOBODY_WORKS: RunQueue = { send: async () => {}, wake: () => {} };
