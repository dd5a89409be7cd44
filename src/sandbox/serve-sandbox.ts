import { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Http2Bindings, type HttpBindings, serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createSandbox, type Sandbox, type SandboxOptions } from "./create-sandbox.ts";
import { isCutOff } from "./faults.ts";

/** A sandbox that listens on loopback. */
export interface ServedSandbox {
  /** `http://localhost:{port}`, without a slash at the end. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Ends open requests and stops listening. */
  close(): Promise<void>;
}

/** A sandbox's options, and where it is to listen. */
export interface ServeOptions extends SandboxOptions {
  readonly port: number;
  /** Called at the start and whenever somebody may have changed something, before they are told so. */
  readonly onChange?: (snapshot: () => unknown) => void;
}

/** Starts a sandbox on the port of localhost (0: any free one). Rejects when the port is taken. */
export async function serveSandbox({ port, onChange, ...options }: ServeOptions): Promise<ServedSandbox> {
  const sandbox = createSandbox(options);
  const server = serve({
    port,
    hostname: "127.0.0.1",
    fetch: async (request, { outgoing }) => {
      const answer = await sandbox.fetch(request);
      // Before the answer leaves: what somebody was told that it is done is kept, whatever becomes of this process.
      if (request.method !== "GET") onChange?.(sandbox.snapshot);
      return isCutOff(answer) ? cutConnection(answer, outgoing) : answer;
    },
  });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => {
      const bound = server.address();
      if (typeof bound === "object" && bound !== null) resolve(bound);
      else reject(new Error("expected the server to listen on a port"));
    });
  });
  // Not earlier: where the port is taken, what another sandbox keeps is left alone.
  onChange?.(sandbox.snapshot);
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

type Outgoing = (HttpBindings | Http2Bindings)["outgoing"];

// A stream that fails would do the same, and have the adapter print the failure.
async function cutConnection(answer: Response, outgoing: Outgoing): Promise<Response> {
  if (!(outgoing instanceof ServerResponse)) throw new Error("expected a connection that can be cut");
  const first = await answer.body?.getReader().read();
  outgoing.setHeaders(answer.headers);
  outgoing.statusCode = answer.status;
  await new Promise<void>((resolve) => outgoing.write(first?.value ?? "", () => resolve()));
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
