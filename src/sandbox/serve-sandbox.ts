import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createSandbox, type Sandbox, type SandboxOptions } from "./create-sandbox.ts";

/** A sandbox that listens on loopback. */
export interface ServedSandbox {
  /** `http://localhost:{port}`, without a slash at the end. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Ends open requests and stops listening. */
  close(): Promise<void>;
}

/** Starts a sandbox on the port of localhost (0: any free one). Rejects when the port is taken. */
export async function serveSandbox(options: SandboxOptions & { readonly port: number }): Promise<ServedSandbox> {
  const sandbox = createSandbox(options);
  const server = serve({ fetch: sandbox.fetch, port: options.port, hostname: "127.0.0.1" });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => {
      const bound = server.address();
      if (typeof bound === "object" && bound !== null) resolve(bound);
      else reject(new Error("expected the server to listen on a port"));
    });
  });
  return {
    url: `http://localhost:${address.port}`,
    sandbox,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
