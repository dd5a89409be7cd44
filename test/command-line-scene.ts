import { Writable } from "node:stream";
import type { ExitCode } from "../src/cli/exit-code.ts";
import { runCommandLine } from "../src/cli/run-command-line.ts";
import type { Shell } from "../src/cli/shell.ts";
import { composeShell } from "../src/compose.ts";
import { listCompanies } from "../src/store/companies.ts";
import type { ProductScene } from "./product-scene.ts";

/** What a command left behind. */
export interface CommandEnd {
  readonly code: ExitCode;
  /** What a script reads. */
  readonly output: string;
  /** What a person reads besides, and the log. */
  readonly messages: string;
}

/** Carries out a command for the scene's company, with the access that the environment would give. */
export async function runCommand(
  scene: ProductScene,
  words: readonly string[],
  special: Partial<Shell> = {},
): Promise<CommandEnd> {
  const [output, messages] = [new Gathered(), new Gathered()];
  const shell = {
    ...composeShell({ environment: {}, output, messages, columns: null, stop: new AbortController().signal }),
    openProduct: async () => ({ ok: true, value: openedProduct(scene) }) as const,
    ...special,
  };
  const code = await runCommandLine(await namingCompany(scene, words), shell);
  return { code, output: output.text, messages: messages.text };
}

/** The product of a scene as a command opens it; the database stays open for the next one. */
export function openedProduct({ product, sandbox }: ProductScene) {
  return {
    product,
    port: 3_000,
    given: { subdomain: "acme", accessToken: sandbox.accessToken },
    close: async () => {},
  };
}

/** A stream that keeps what is written to it. */
export class Gathered extends Writable {
  text = "";

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

// How many words the commands are that take a company.
const WORDS_BY_COMMAND: Readonly<Record<string, number>> = {
  sync: 2,
  departments: 1,
  employees: 1,
  runs: 1,
  run: 1,
  undo: 1,
  explain: 1,
  "opt-out-field": 1,
};

async function namingCompany(
  { product, companyId }: ProductScene,
  words: readonly string[],
): Promise<readonly string[]> {
  const wordCount = WORDS_BY_COMMAND[words[0] ?? ""];
  if (wordCount === undefined || words.length < wordCount) return words;
  const companies = await listCompanies(product.db.queries);
  const slug = companies.find(({ id }) => id === companyId)?.slug ?? "nobody";
  return words.toSpliced(wordCount, 0, "--company", slug);
}
