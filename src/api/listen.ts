import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Routes } from "./serve-endpoint.ts";

/** A server that answers until it is closed. */
export interface Listening {
  readonly port: number;
  /** Takes no new requests and resolves when those under way are answered, or have been given five seconds. */
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

/** Starts to answer on the port (0: any free one), on every address unless one is named. Rejects with `EADDRINUSE` when somebody else does. */
export async function listen(routes: Pick<Routes, "fetch">, port: number, host?: string): Promise<Listening> {
  const server = serve({ fetch: routes.fetch, port, ...(host === undefined ? {} : { hostname: host }) });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => {
      const bound = server.address();
      if (typeof bound === "object" && bound !== null) resolve(bound);
      else reject(new Error("expected the server to listen on a port"));
    });
  });
  return {
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if (!("closeIdleConnections" in server)) return;
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
      }),
  };
}
