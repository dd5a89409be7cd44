import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** What the thread is started with. */
export interface EmbeddedWorkerStart {
  readonly clusterFolder: string;
  readonly socketPath: string;
}

/** What the thread says: that queries are welcome, or why it is about to end. */
export type EmbeddedWorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "stopped"; readonly reason: string; readonly wantOfRoom: boolean };

// PGlite answers in microtasks: in the main thread one bulk write would hold up every timer and every page.
const port = parentPort;
if (port === null) throw new Error("expected to be started as a worker thread");
const { clusterFolder, socketPath } = workerData as EmbeddedWorkerStart;
// Measured: optimising the engine's WebAssembly takes 400 MB more for some seconds, and makes it a fifth faster. The memory
// matters more. Both flags are needed, for the first alone is ignored and the second alone optimises everything at once.
setFlagsFromString("--no-wasm-tier-up");
setFlagsFromString("--no-wasm-dynamic-tiering");
try {
  const cluster = await openCluster(clusterFolder);
  const server = new PGLiteSocketServer({ db: cluster, path: socketPath, maxConnections: 8 });
  await server.start();
  port.once("message", async () => {
    await server.stop();
    await cluster.close();
    process.exit(0);
  });
  tell({ kind: "ready" });
} catch (error) {
  stop(error);
}

async function openCluster(folder: string): Promise<PGlite> {
  const cluster = await PGlite.create({
    dataDir: folder,
    startParams: [
      ...PGlite.defaultStartParams,
      ...["-c", "shared_buffers=16MB"],
      // Nothing takes a checkpoint but upkeep; the log must not grow to its default gigabyte in between.
      ...["-c", "max_wal_size=64MB"],
      ...["-c", "min_wal_size=32MB"],
    ],
  });
  const execute = cluster.execProtocolRawStream.bind(cluster);
  cluster.execProtocolRawStream = async (message, options) => {
    try {
      await execute(message, { ...options, onRawData: passOn(options.onRawData) });
    } catch (error) {
      // An SQL error is an answer; a throw is the engine itself failing, after which the socket server would never answer again.
      stop(error);
    }
  };
  return cluster;
}

// After FATAL and PANIC a PostgreSQL ends. The engine goes on, answering wrongly or not at all, so it is ended here.
function passOn(send: (answer: Uint8Array) => void): (answer: Uint8Array) => void {
  return (answer) => {
    send(answer);
    const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
    const severity = END_SEVERITIES.find((marker) => bytes.includes(marker));
    if (severity === undefined) return;
    const isFull = bytes.includes(CODE_DISK_FULL);
    if (isFull) stop("no space is left on its disk, so make room first", { wantOfRoom: true });
    else stop(`its engine met a ${severity.slice(2, -1)} error`);
  };
}

// The severity field of an error message; no column's text can hold the zero bytes around it.
// https://www.postgresql.org/docs/current/protocol-error-fields.html
const CODE_DISK_FULL = "\0C53100\0";
const END_SEVERITIES = ["\0VFATAL\0", "\0VPANIC\0"];

function stop(error: unknown, { wantOfRoom } = { wantOfRoom: false }): void {
  tell({ kind: "stopped", reason: error instanceof Error ? error.message : String(error), wantOfRoom });
  process.exit(1);
}

function tell(message: EmbeddedWorkerMessage): void {
  port?.postMessage(message);
}
