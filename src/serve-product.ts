import { createApi } from "./api/create-api.ts";
import { type Listening, listen } from "./api/listen.ts";
import { serveWeb } from "./api/serve-web.ts";
import { createSignIn, type SignIn } from "./api/sign-in.ts";
import { prepareLists } from "./app/prepare-lists.ts";
import type { Product } from "./app/product.ts";
import type { RunningProduct, ServedParts } from "./cli/shell.ts";
import { fail, ok, type Result } from "./core/result.ts";
import type { StartFault } from "./core/start-fault.ts";
import { buildWebWhenStale } from "./web-build.ts";
import { type OpenRunQueue, openRunQueue } from "./worker/open-run-queue.ts";
import { startWorker, type Worker } from "./worker/start-worker.ts";

/** What is to be served, where, and what it stands on. */
export interface ServeRequest {
  readonly product: Product;
  /** 0: any free one. */
  readonly port: number;
  readonly parts: ServedParts;
  readonly logDefect: (defect: unknown) => string;
}

/**
 * Starts to answer browsers and to carry out waiting runs. Closing answers what was asked and hands runs that have applied nothing to the
 * next worker; the database stays open.
 */
export async function serveProduct({
  product,
  port,
  parts,
  logDefect,
}: ServeRequest): Promise<Result<RunningProduct, StartFault>> {
  // The embedded database serves one process: nobody else could do the other half.
  if (product.db.kind === "embedded" && !(parts.web && parts.worker)) return fail({ kind: "embedded-serves-alone" });
  const pages = parts.web ? await preparePages(product) : ok(null);
  if (!pages.ok) return pages;
  const log = (defect: unknown) => void logDefect(defect);
  const queue = await openRunQueue({ db: product.db, logDefect: log, role: parts.worker ? "works" : "sends" });
  const serving: Serving = { web: null, worker: null, queue };
  try {
    if (pages.value !== null) {
      serving.web = await startWeb(product, pages.value, queue, port, logDefect);
      // Nobody waits for it, and what goes wrong is met again by whoever asks for a list.
      prepareLists(product).catch(() => {});
    }
    if (parts.worker) serving.worker = await startWorker({ product, queue, logDefect: log });
    return ok({ port: serving.web?.port ?? null, close: () => closeAll(serving) });
  } catch (error) {
    // Whatever had begun already would go on looking for work that nobody does.
    await closeAll(serving);
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      return fail({ kind: "port-in-use", port });
    }
    throw error;
  }
}

interface Serving {
  web: Listening | null;
  worker: Worker | null;
  readonly queue: OpenRunQueue;
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

function startWeb(
  product: Product,
  { signIn, folder }: Pages,
  runQueue: OpenRunQueue,
  port: number,
  logDefect: ServeRequest["logDefect"],
): Promise<Listening> {
  const routes = createApi({ product, signIn, runQueue, logDefect });
  serveWeb(routes, folder);
  return listen(routes, port);
}

// In this order: nobody is to start a run that nobody takes up, and the queue is needed to hand runs back.
async function closeAll({ web, worker, queue }: Serving): Promise<void> {
  await web?.close();
  await worker?.stop();
  await queue.close();
}
