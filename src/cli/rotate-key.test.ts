import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { runCommand } from "../../test/command-line-scene.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { completeLink, startLink } from "../app/link-by-oauth.ts";
import { reachSmartHr } from "../app/reach-smarthr.ts";
import { parseSecretKeys } from "../store/secrets.ts";

const administratorEmail = "admin@example.com";
const [OLD, NEW] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];

// It is about all links of an installation: each test has one of its own.
const databases = [await openTestDatabase(), await openTestDatabase()];
afterAll(() => Promise.all(databases.map((db) => db.close())));

describe("rotate-key, as docs/OPERATING.md says", () => {
  test("links made through SmartHR's own pages go on with the new key alone, and are renewed with it", async () => {
    const scene = await aLinkedScene(databases[0]);

    const rotated = await runCommand(withKeys(scene, `${NEW},${OLD}`), ["rotate-key"]);
    const again = await runCommand(withKeys(scene, `${NEW},${OLD}`), ["rotate-key"]);

    expect([rotated.code, rotated.messages]).toEqual([0, ""]);
    expect(rotated.output).toMatch(
      /^1件の連携の情報を.*（すでに今の暗号鍵のもの 0件）。以前の暗号鍵は、SECRET_KEYから取り除けます。\n$/,
    );
    expect(again.output).toMatch(/^0件の連携の情報を.*（すでに今の暗号鍵のもの 1件）。/);
    // An access token that ran out is renewed by the refresh token, which was encrypted anew as well.
    scene.sandbox.control("expire-tokens", {});
    expect(await syncBy(withKeys(scene, NEW))).toBe("succeeded");
    expect(await reachOf(withKeys(scene, OLD))).toMatchObject({ ok: false, fault: { kind: "link-unreadable" } });
  });

  test("without the former key it ends with 1, and leaves the links to whoever has it", async () => {
    const scene = await aLinkedScene(databases[1]);

    const { code, output } = await runCommand(withKeys(scene, NEW), ["rotate-key"]);

    expect(code).toBe(1);
    expect(output).toContain("1件は読み取れませんでした。");
    expect(await syncBy(withKeys(scene, `${NEW},${OLD}`))).toBe("succeeded");
  });
});

/** A company whose administrator pressed 「連携する」 and 「許可する」 while the old key was the only one. */
async function aLinkedScene(db: (typeof databases)[number] | undefined): Promise<ProductScene> {
  if (db === undefined) throw new Error("expected a database");
  const scene = withKeys(await aProduct(db), OLD);
  const owner = { companyId: scene.companyId, administratorEmail };
  const { url, kept } = expectOk(await startLink(scene.product, owner));
  const callbackUrl = await allowInBrowser(scene.sandbox, url);
  const signal = new AbortController().signal;
  await completeLink(scene.product, owner, { callbackUrl, kept, launchedSubdomain: null, signal });
  return scene;
}

function withKeys(scene: ProductScene, secretKey: string): ProductScene {
  return { ...scene, product: { ...scene.product, secretKeys: expectOk(parseSecretKeys(secretKey)) } };
}

function reachOf({ product, companyId }: ProductScene) {
  return reachSmartHr(product, companyId, { given: null, administratorEmail });
}

async function syncBy(scene: ProductScene) {
  const { summary } = await scene.run("departments", { reach: expectOk(await reachOf(scene)) });
  return summary.state;
}
