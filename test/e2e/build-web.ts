import { buildWebWhenStale } from "../../src/web-build.ts";
import { expectOk } from "../database.ts";

/** Before any journey: their files run side by side, and two builds at once would write over each other. */
export async function setup(): Promise<void> {
  expectOk(await buildWebWhenStale());
}
