import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { createMailbox } from "../../test/mailbox.ts";
import { APP_URL, aProduct, type ProductScene, type ProductSceneOptions } from "../../test/product-scene.ts";
import type { Role } from "../core/administrator.ts";
import type { Mail } from "../core/mail.ts";
import { fail } from "../core/result.ts";
import { APPROVAL_MS } from "../core/run.ts";
import { addAdministrator, listAdministrators, savePassword } from "../store/administrators.ts";
import { claimUnannounced } from "../store/announcements.ts";
import { claimRun } from "../store/background-runs.ts";
import { approveRun, holdRun, replanRun } from "../store/held-runs.ts";
import { readPlanFacts } from "../store/plan-facts.ts";
import { announceHeldRuns, MAIL_PAUSE_MS } from "./announce-held-runs.ts";

const db = await openTestDatabase();
// Nothing is left for the next test: whoever announces does so for all companies.
afterEach(async () => {
  await db.queries
    .updateTable("runs")
    .set({ announced_at: "2026-01-01T00:00:00Z" })
    .where("state", "=", "awaiting-approval")
    .execute();
});
afterAll(() => db.close());

describe("a run that a guard stopped", () => {
  test("is announced to every administrator of the company who signs in, and to nobody else", async () => {
    const scene = await aHeldRun();
    await addPerson(scene, "hanako", "administrator");
    await addPerson(scene, "taro", "administrator");
    await addPerson(scene, "viewer", "viewer");
    await addPerson(scene, "invited", "administrator", { joined: false });
    await addPerson(await aProduct(db), "elsewhere", "administrator");

    await announceHeldRuns(scene.product)();

    expect(scene.mailbox.letters.map(({ to }) => to).map((to) => to.split("-")[0])).toEqual(["hanako", "taro"]);
    expect(scene.observed.filter(({ kind }) => kind === "run-announced")).toMatchObject([
      { runId: scene.runId, sent: 2, unsent: 0 },
    ]);
  });

  test("says who started it, why it is held, until when, and where to look; nothing about any person", async () => {
    const scene = await aHeldRun();
    await addPerson(scene, "hanako", "administrator");

    await announceHeldRuns(scene.product)();

    const [letter] = scene.mailbox.letters;
    expect(letter).toMatchObject({
      kind: "run-held",
      subject: "employees",
      runKind: "sync",
      actor: "hr@example.com",
      guards: [
        { guard: "changed-employee-number", count: 30, base: 30 },
        { guard: "column-blank", column: "employeeNumber", count: 30, base: 30 },
      ],
      url: `${APP_URL}/runs/${scene.runId}`,
      expiresAt: scene.clock.now() + APPROVAL_MS,
    });
    const told = JSON.stringify(letter);
    const named = (await scene.employees()).filter(
      ({ lastName, email }) => told.includes(lastName) || told.includes(email),
    );
    expect(named).toEqual([]);
  });

  test("is announced once, however often and however many look at the same moment", async () => {
    const scene = await aHeldRun();
    await addPerson(scene, "hanako", "administrator");
    const announcing = [1, 2, 3, 4].map(() => announceHeldRuns(scene.product));

    await Promise.all(announcing.map((announce) => announce()));
    await announcing[0]?.();

    expect(scene.mailbox.letters).toHaveLength(1);
  });

  test("whose announcer died after it had taken it is not announced twice", async () => {
    const scene = await aHeldRun();
    await addPerson(scene, "hanako", "administrator");
    const claimed = await claimUnannounced(db.queries, scene.clock.now());

    await announceHeldRuns(scene.product)();

    expect([claimed?.run.id, scene.mailbox.letters]).toEqual([scene.runId, []]);
  });

  test("that waits no more, or has waited too long, is not announced", async () => {
    const scene = await aHeldRun();
    await addPerson(scene, "hanako", "administrator");
    await scene.clock.advance(APPROVAL_MS);

    await announceHeldRuns(scene.product)();

    expect(scene.mailbox.letters).toEqual([]);
  });
});

test("whoever started it is called by name, as on the screens", async () => {
  const scene = await aHeldRun();
  await addPerson(scene, "hanako", "administrator");
  const [person] = await listAdministrators(db.queries, scene.companyId);
  await db.queries
    .updateTable("runs")
    .set({ actor: person?.email ?? "" })
    .where("id", "=", scene.runId)
    .execute();

  await announceHeldRuns(scene.product)();

  expect(scene.mailbox.letters).toMatchObject([{ actor: "山田 花子" }]);
});

describe("a plan that is made anew", () => {
  test("by a choice among addresses is the same holding; approved and overtaken, it is announced again", async () => {
    const scene = await aHeldRun();
    await addPerson(scene, "hanako", "administrator");
    const announce = announceHeldRuns(scene.product);
    await announce();
    const plan = { companyId: scene.companyId, id: scene.runId, digest: scene.digest };
    const by = { actor: "山田 花子", administratorEmail: "hr@example.com", at: scene.clock.now() };

    await replanRun(db.queries, plan, { ...by, choices: {} });
    await holdAgain(scene);
    await announce();
    const afterChoice = scene.mailbox.letters.length;
    await approveRun(db.queries, plan, by);
    await holdAgain(scene);
    await announce();

    expect([afterChoice, scene.mailbox.letters.length]).toEqual([1, 2]);
  });
});

test("a preview that its starter asked for is announced only if a guard trips", async () => {
  const scene = await aHeldRun();
  await addPerson(scene, "hanako", "administrator");
  const untripped = [{ guard: "newly-retired", column: null, count: 1, base: 30, tripped: false }];
  await db.queries
    .updateTable("runs")
    .set({ preview: true, guards: JSON.stringify(untripped) })
    .where("id", "=", scene.runId)
    .execute();

  await announceHeldRuns(scene.product)();

  expect(scene.mailbox.letters).toEqual([]);
});

describe("mail", () => {
  test("where none is set up, nothing fails and nothing is taken", async () => {
    const scene = await aHeldRun({ mail: null });
    await addPerson(scene, "hanako", "administrator");

    await announceHeldRuns(scene.product)();

    expect((await claimUnannounced(db.queries, scene.clock.now()))?.run.id).toBe(scene.runId);
  });

  test("that takes no letter is tried again after a minute, not before", async () => {
    const { mail, takes } = aMailThatMayBeAway();
    const scene = await aHeldRun({ mail });
    await addPerson(scene, "hanako", "administrator");
    const announce = announceHeldRuns(scene.product);

    await announce();
    takes.letters = true;
    await announce();
    const early = mail.letters.length;
    await scene.clock.advance(MAIL_PAUSE_MS);
    await announce();

    expect([early, mail.letters.length]).toEqual([0, 1]);
  });

  test("that refuses one person's letter sends nobody else's twice", async () => {
    const { mail, takes } = aMailThatMayBeAway();
    takes.letters = true;
    takes.notTo = "taro";
    const scene = await aHeldRun({ mail });
    await addPerson(scene, "hanako", "administrator");
    await addPerson(scene, "taro", "administrator");
    const announce = announceHeldRuns(scene.product);

    await announce();
    await scene.clock.advance(MAIL_PAUSE_MS);
    await announce();

    expect(mail.letters.map(({ to }) => to.split("-")[0])).toEqual(["hanako"]);
    expect(scene.observed.filter(({ kind }) => kind === "run-announced")).toMatchObject([{ sent: 1, unsent: 1 }]);
  });
});

interface HeldScene extends ProductScene {
  readonly runId: string;
  readonly digest: string;
}

/** Thirty people were imported; then the permission to read 社員番号 was taken away, and the next sync stopped. */
async function aHeldRun(special: ProductSceneOptions = {}): Promise<HeldScene> {
  const scene = await aProduct(db, { seed: 30, ...special });
  await scene.run("departments");
  await scene.run("employees");
  scene.sandbox.control("attribute-permission", { attribute: "emp_code", read: false });
  const { summary } = await scene.run("employees");
  expect(summary.state).toBe("awaiting-approval");
  return { ...scene, runId: summary.runId ?? "", digest: summary.digest ?? "" };
}

/** As `holdRun` leaves a run that was taken up again; its plan is as it was. */
async function holdAgain({ runId, digest, clock }: HeldScene): Promise<void> {
  const at = clock.now();
  const run = await claimRun(db.queries, runId, { at, leaseUntil: at + 60_000 });
  const planned = await readPlanFacts(db.queries, runId);
  if (run === null || run.counts === null || planned === null) throw new Error("expected a run that goes on");
  const { counts } = run;
  const { facts } = planned;
  const marksOf = () => ({ fields: [], guards: [], search: "", crewId: null });
  const kept = { planned: { changes: [], marksOf }, obstacles: [], skips: [], rejections: [], notices: [] };
  await db.transaction((tx) => holdRun(tx, run, { at, digest, counts, facts, read: null, ...kept }));
}

async function addPerson(
  { companyId, product, clock }: ProductScene,
  name: string,
  role: Role,
  { joined }: { readonly joined: boolean } = { joined: true },
): Promise<void> {
  const id = product.newId();
  await addAdministrator(db.queries, {
    id,
    companyId,
    email: `${name}-${randomUUID()}@example.com`,
    name: "山田 花子",
    role,
  });
  if (joined) await db.transaction((tx) => savePassword(tx, id, { passwordHash: "hash", at: clock.now() }));
}

function aMailThatMayBeAway() {
  const mailbox = createMailbox();
  const takes = { letters: false, notTo: "nobody" };
  const send: Mail["send"] = async (letter) => {
    if (!takes.letters || letter.to.startsWith(takes.notTo)) return fail({ kind: "mail-unsent", code: "ESOCKET" });
    return mailbox.send(letter);
  };
  return { mail: { ...mailbox, send }, takes };
}
