import { createApi } from "./api/create-api.ts";
import { type Listening, listen } from "./api/listen.ts";
import { serveWeb } from "./api/serve-web.ts";
import { createSignIn } from "./api/sign-in.ts";
import type { Product } from "./app/product.ts";
import { fail, ok, type Result } from "./core/result.ts";
import type { StartFault } from "./core/start-fault.ts";
import { buildWebWhenStale } from "./web-build.ts";
import { type OpenRunQueue, openRunQueue } from "./worker/open-run-queue.ts";
import { startWorker, type Worker } from "./worker/start-worker.ts";

/** What is to be served: the web application, the work in the background, or both. */
export interface ServedParts {
  readonly web: boolean;
  readonly worker: boolean;
}

/** The product at work, until it is closed. */
export interface ServedProduct {
  /** Null when only the worker runs. */
  readonly port: number | null;
  /** Answers what was asked, hands runs that have applied nothing to the next worker, and closes the queue; the database stays open. */
  close(): Promise<void>;
}

/** Starts to answer browsers and to carry out waiting runs. */
export async function serveProduct({
  product,
  port,
  parts,
  logDefect,
}: {
  readonly product: Product;
  /** 0: any free one. */
  readonly port: number;
  readonly parts: ServedParts;
  readonly logDefect: (defect: unknown) => string;
}): Promise<Result<ServedProduct, StartFault>> {
  // The embedded database serves one process: nobody else could do the other half.
  if (product.db.kind === "embedded" && !(parts.web && parts.worker)) return fail({ kind: "embedded-serves-alone" });
  const log = (defect: unknown) => void logDefect(defect);
  const queue = await openRunQueue({ db: product.db, logDefect: log, role: parts.worker ? "works" : "sends" });
  const web = parts.web ? await startWeb(product, queue, port, logDefect) : ok(null);
  if (!web.ok) {
    await queue.close();
    return web;
  }
  const worker = parts.worker ? await startWorker({ product, queue, logDefect: log }) : null;
  return ok({ port: web.value?.port ?? null, close: () => closeAll(web.value, worker, queue) });
}

async function startWeb(
  product: Product,
  runQueue: OpenRunQueue,
  port: number,
  logDefect: (defect: unknown) => string,
): Promise<Result<Listening, StartFault>> {
  const signIn = createSignIn(product);
  if (!signIn.ok) return signIn;
  const folder = await buildWebWhenStale();
  if (!folder.ok) return folder;
  const routes = createApi({ product, signIn: signIn.value, runQueue, logDefect });
  serveWeb(routes, folder.value);
  try {
    return ok(await listen(routes, port));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      return fail({ kind: "port-in-use", port });
    }
    throw error;
  }
}

// In this order: nobody is to start a run that nobody takes up, and the queue is needed to hand runs back.
async function closeAll(web: Listening | null, worker: Worker | null, queue: OpenRunQueue): Promise<void> {
  await web?.close();
  await worker?.stop();
  await queue.close();
}
