import { afterAll, expect, test } from "vitest";
import { Gathered, runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
const scene = await aProduct(db);

test("says where it is and what to set, answers until it is stopped, and ends in order", async () => {
  const stopping = new AbortController();
  const output = new SaidAloud();
  const running = runCommand(scene, ["sandbox", "--port", "0", "--seed", "manual"], { output, stop: stopping.signal });
  const said = await output.said;
  const setting = (name: string) => new RegExp(`export ${name}=(\\S+)`).exec(said)?.[1] ?? "";
  const departments = `${setting("SMARTHR_API_URL")}/v1/departments`;
  const headers = { authorization: `Bearer ${setting("SMARTHR_ACCESS_TOKEN")}` };

  const answer = await fetch(departments, { headers });
  stopping.abort(new Error("stopped by SIGINT"));
  const { code, messages } = await running;

  expect([answer.status, answer.headers.get("x-total-count")]).toEqual([200, "3"]);
  expect(setting("SMARTHR_SUBDOMAIN")).toBe("acme");
  expect([code, messages]).toEqual([0, ""]);
  await expect(fetch(departments, { headers })).rejects.toThrow("fetch failed");
});

/** A stream that tells when something was said. */
class SaidAloud extends Gathered {
  readonly #saying = Promise.withResolvers<string>();
  readonly said = this.#saying.promise;

  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    super._write(chunk, encoding, done);
    this.#saying.resolve(this.text);
  }
}
