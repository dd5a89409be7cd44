import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { aQueue } from "../../test/worker-scene.ts";
import { addAdministrator, savePassword } from "../store/administrators.ts";
import { LOOK_AFTER_MS } from "./start-worker.ts";

const db = await openTestDatabase();
const queueScene = await aQueue(db);
afterAll(async () => {
  await queueScene.close();
  await db.close();
});

test("workers announce what a command held, together once", async () => {
  const scene = await aProduct(db, { seed: 30 });
  const { companyId, clock, product, mailbox } = scene;
  const person = { id: product.newId(), companyId, email: "hanako@example.com", name: "山田 花子" } as const;
  await addAdministrator(db.queries, { ...person, role: "administrator" });
  await db.transaction((tx) => savePassword(tx, person.id, { passwordHash: "hash", at: clock.now() }));
  await scene.run("departments");
  await scene.run("employees");
  scene.sandbox.control("attribute-permission", { attribute: "emp_code", read: false });
  const held = await scene.run("employees");
  const workers = [
    await queueScene.work(product, { lookAfterMs: LOOK_AFTER_MS }),
    await queueScene.work(product, { lookAfterMs: LOOK_AFTER_MS }),
  ];

  await clock.advance(LOOK_AFTER_MS);
  const letter = await mailbox.next();
  await clock.advance(LOOK_AFTER_MS);
  for (const worker of workers) await worker.stop();

  expect([held.summary.state, letter.kind, letter.to]).toEqual(["awaiting-approval", "run-held", person.email]);
  expect(mailbox.letters).toHaveLength(1);
  expect(queueScene.defects).toEqual([]);
});
