import type { Writable } from "node:stream";
import type { Product } from "../app/product.ts";
import type { GivenAccess } from "../app/reach-smarthr.ts";
import type { Examination } from "../core/examination.ts";
import type { Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";

/** What the command line needs of the process it runs in. */
export interface Shell {
  /** Results: what a script reads. */
  readonly output: Writable;
  /** Progress, faults and logs. */
  readonly messages: Writable;
  /** How wide the terminal is that a person looks at; null when nobody does. */
  readonly columns: number | null;
  /** Given when the person presses Ctrl-C, or the machine goes down. */
  readonly stop: AbortSignal;
  /** Logs a defect with an id that the message to the person carries, never with a person's data. */
  readonly logDefect: (defect: unknown) => string;
  /** The product as the environment describes it, for one command; closed after it. */
  readonly openProduct: (place?: DemoPlace) => Promise<Result<OpenedProduct, readonly StartFault[]>>;
  /** Brings the database's tables to this version and names the steps taken. */
  readonly migrate: () => Promise<Result<readonly string[], readonly StartFault[]>>;
  readonly examine: () => Promise<readonly Examination[]>;
  /** Starts to answer browsers and to carry out waiting runs, as the environment says where. */
  readonly serveProduct: (opened: ToServe, parts: ServedParts) => Promise<Result<RunningProduct, StartFault>>;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly serveSandbox: (options: SandboxOptions) => Promise<Result<RunningSandbox, StartFault>>;
}

/** The product and what the environment gives beside it. */
export interface OpenedProduct {
  readonly product: Product;
  readonly given: GivenAccess | null;
  /** Where it answers browsers when it is served. */
  readonly port: number;
  close(): Promise<void>;
}

/** Where the demo's SmartHR is; everything else stays as the environment says. */
export interface DemoPlace {
  readonly smarthrUrl: string;
  readonly reset: boolean;
}

/** A product, and the port on which its pages are to be. */
export type ToServe = Pick<OpenedProduct, "product" | "port">;

/** What of the product a process serves. */
export interface ServedParts {
  readonly web: boolean;
  readonly worker: boolean;
}

/** The product at work, until it is closed; its database stays open. */
export interface RunningProduct {
  /** Null when only the worker runs. */
  readonly port: number | null;
  /** Where the machines that watch over it ask; null when nowhere. */
  readonly operatingPort: number | null;
  close(): Promise<void>;
}

/** How the sandbox is started. */
export interface SandboxOptions {
  readonly port: number;
  readonly seed: string;
  readonly limits: boolean;
  /** Whether it goes on from where the last one in this data folder ended, and keeps there whatever is changed in it. */
  readonly kept: "no" | "yes" | "anew";
}

/** The sandbox, until it is closed. */
export interface RunningSandbox {
  readonly url: string;
  readonly subdomain: string;
  readonly accessToken: string;
  close(): Promise<void>;
}
