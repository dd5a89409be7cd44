import { createApi } from "./api/create-api.ts";
import { type Listening, listen } from "./api/listen.ts";
import {
  addFigureRoutes,
  addHealthRoutes,
  addNoFigures,
  createOperatingRoutes,
  type OperatingParts,
} from "./api/operating-routes.ts";
import { serveWeb } from "./api/serve-web.ts";
import { createSignIn, type SignIn } from "./api/sign-in.ts";
import { faultOfForbidden } from "./app/open-database.ts";
import { watchOperatingState } from "./app/operating-state.ts";
import { prepareLists } from "./app/prepare-lists.ts";
import type { Product } from "./app/product.ts";
import type { RunningProduct, ServedParts } from "./cli/shell.ts";
import { fail, ok, type Result } from "./core/result.ts";
import type { StartFault } from "./core/start-fault.ts";
import type { Figures } from "./observe/create-figures.ts";
import type { DefectPlace } from "./observe/open-log.ts";
import { buildWebWhenStale } from "./web-build.ts";
import { type OpenRunQueue, openRunQueue } from "./worker/open-run-queue.ts";
import { startWorker, type Worker } from "./worker/start-worker.ts";

/** What is to be served, where, and what it stands on. */
export interface ServeRequest {
  readonly product: Product;
  /** 0: any free one. */
  readonly port: number;
  readonly parts: ServedParts;
  readonly logDefect: (defect: unknown, place?: DefectPlace) => string;
  /** Where and to whom the figures are told; without it, to nobody. */
  readonly operating?: Operating;
}

/** What the environment says of those who watch over the process. */
export interface Operating {
  /** Null: no port of their own. */
  readonly port: number | null;
  readonly host: string;
  readonly token: string | null;
  readonly figures: Figures;
}

/**
 * Starts to answer browsers and to carry out waiting runs. Closing answers what was asked and hands runs that have applied nothing to the
 * next worker; the database stays open.
 */
export async function serveProduct(request: ServeRequest): Promise<Result<RunningProduct, StartFault>> {
  const { product, parts } = request;
  // The embedded database serves one process: nobody else could do the other half.
  if (product.db.kind === "embedded" && !(parts.web && parts.worker)) return fail({ kind: "embedded-serves-alone" });
  const pages = parts.web ? await preparePages(product) : ok(null);
  if (!pages.ok) return pages;
  const serving: Serving = { stage: "starting", operating: null, web: null, worker: null, queue: null };
  try {
    await startAll(request, pages.value, serving);
  } catch (error) {
    // Whatever had begun already would go on looking for work that nobody does.
    await closeAll(serving);
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      return fail({ kind: "port-in-use", port: "port" in error ? Number(error.port) : request.port });
    }
    return fail(faultOfForbidden(error));
  }
  const port = serving.web?.port ?? null;
  const operatingPort = serving.operating?.port ?? null;
  product.observe({ kind: "process-started", ...parts, port, operatingPort });
  const close = async () => {
    product.observe({ kind: "process-stopping" });
    await closeAll(serving);
  };
  return ok({ port, operatingPort, close });
}

interface Serving {
  stage: "starting" | "serving" | "stopping";
  operating: Listening | null;
  web: Listening | null;
  worker: Worker | null;
  queue: OpenRunQueue | null;
}

interface Pages {
  readonly signIn: SignIn;
  readonly folder: string;
}

async function preparePages(product: Product): Promise<Result<Pages, StartFault>> {
  const signIn = createSignIn(product);
  if (!signIn.ok) return signIn;
  const folder = await buildWebWhenStale();
  return folder.ok ? ok({ signIn: signIn.value, folder: folder.value }) : folder;
}

async function startAll(request: ServeRequest, pages: Pages | null, serving: Serving): Promise<void> {
  const { product, parts, logDefect, operating } = request;
  const log = (defect: unknown, place?: DefectPlace) => void logDefect(defect, place);
  const state = watchOperatingState(product, () => serving.stage);
  const told = operating ? figuresToldBy(product, state, operating) : null;
  if (told !== null && operating && operating.port !== null) {
    serving.operating = await listen(createOperatingRoutes(told, log), operating.port, operating.host);
  }
  const queue = await openRunQueue({ db: product.db, logDefect: log, role: parts.worker ? "works" : "sends" });
  serving.queue = queue;
  if (pages !== null) {
    const routes = createApi({ product, signIn: pages.signIn, runQueue: queue, logDefect });
    addHealthRoutes(routes, state);
    // Behind a proxy every connection comes from this machine: here only a token tells who may see them.
    if (told !== null && told.token !== null) addFigureRoutes(routes, told);
    else addNoFigures(routes);
    serveWeb(routes, pages.folder);
    serving.web = await listen(routes, request.port);
    // Nobody waits for it, and what goes wrong is met again by whoever asks for a list.
    prepareLists(product).catch(() => {});
  }
  if (parts.worker) serving.worker = await startWorker({ product, queue, logDefect: log });
  serving.stage = "serving";
}

function figuresToldBy(
  { db, clock }: Product,
  state: OperatingParts["state"],
  { figures, token }: Operating,
): OperatingParts {
  const text = async () => figures.text(await state.figures(), clock.now(), db.connections());
  return { state, token, figures: { text, contentType: figures.contentType } };
}

// In this order: nobody is to start a run that nobody takes up, the queue is needed to hand runs back, and until the end somebody may
// ask why no more is answered.
async function closeAll(serving: Serving): Promise<void> {
  serving.stage = "stopping";
  await serving.web?.close();
  await serving.worker?.stop();
  await serving.queue?.close();
  await serving.operating?.close();
}
