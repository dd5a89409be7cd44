// node bench/serve-worker-process.ts <options as JSON>: a worker of the product that says when it works, until it is killed.

import { parseSecretKeys } from "../src/store/secrets.ts";
import { openRunQueue } from "../src/worker/open-run-queue.ts";
import { startWorker } from "../src/worker/start-worker.ts";
import { expectOk } from "./expect-ok.ts";
import type { WorkerProcess } from "./measure-workers.ts";
import { openProduct } from "./open-product.ts";

const given = process.argv[2];
if (given === undefined) throw new Error("expected options as the only argument");
const { place, sandbox, secretKey, accounts = {} } = JSON.parse(given) as WorkerProcess;
const fetching = { limits: true, fetch: fetchFromAccount };
const opened = await openProduct({ place, sandbox, companySlug: "default", ...fetching });
const product = { ...opened.product, secretKeys: expectOk(parseSecretKeys(secretKey)) };
const logDefect = (defect: unknown) => console.error(defect);
const queue = await openRunQueue({ db: product.db, logDefect, role: "works" });
await startWorker({ product, queue, logDefect });
console.log(JSON.stringify({ pid: process.pid }));

function fetchFromAccount(request: Request): Promise<Response> {
  const account = /\/tenants\/([^/]+)/.exec(request.url)?.[1] ?? "";
  const url = accounts[account];
  if (url === undefined) return fetch(request);
  if (url !== null) return fetch(new Request(request.url.replace(`${sandbox.url}/tenants/${account}`, url), request));
  return new Promise((_, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason)));
}
