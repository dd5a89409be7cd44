import { join } from "node:path";
import { fetchPage } from "./fetch-page.ts";
import type { SandboxAddress } from "./sandbox-address.ts";
import { startProcess } from "./start-process.ts";

/** A SmartHR on the table in a process of its own. */
export interface RunningSandbox {
  readonly address: SandboxAddress;
  /** Changes the name or the job title of so many percent of the people; never to what they had in another round. */
  shuffle(percent: number, round: number): Promise<void>;
  /** Every answer takes so long from now on. */
  slowDown(milliseconds: number): Promise<void>;
  /** A new access token with all permissions. */
  issueToken(): Promise<string>;
  /** How many requests were answered with 429. */
  countRefused(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a sandbox of so many people, the same ones every time, that answers after 50 ms. */
export async function startSandbox(
  options: { readonly people: number; readonly limits: boolean },
  signal: AbortSignal,
): Promise<RunningSandbox> {
  const script = join(import.meta.dirname, "serve-sandbox-process.ts");
  const started = await startProcess(script, options, [], signal);
  const address = JSON.parse(started.firstLine) as SandboxAddress;
  await control(address, "latency", { milliseconds: LATENCY_MILLISECONDS });
  return {
    address,
    async shuffle(percent, round) {
      await control(address, "shuffle", { percent, round });
      // The first page after a change pays for sorting everybody anew: nobody's measurement is to pay for it.
      await fetchPage(address, 1);
    },
    slowDown: async (milliseconds) => void (await control(address, "latency", { milliseconds })),
    issueToken: async () => ((await control(address, "issue-token", {})) as { readonly token: string }).token,
    async countRefused() {
      const answer = await fetch(`${address.url}/__sandbox/requests`);
      const { countByStatus } = (await answer.json()) as { readonly countByStatus: Readonly<Record<string, number>> };
      return countByStatus["429"] ?? 0;
    },
    stop: started.stop,
  };
}

const LATENCY_MILLISECONDS = 50;

async function control({ url }: SandboxAddress, operation: string, input: object): Promise<unknown> {
  const answer = await fetch(`${url}/__sandbox/${operation}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`the sandbox refused ${operation}: ${await answer.text()}`);
  return answer.json();
}
