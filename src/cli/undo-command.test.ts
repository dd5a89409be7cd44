import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { carryOutRun, openRunNow } from "../app/perform-run.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import { ok } from "../core/result.ts";
import type { Subject } from "../core/run.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { updateEmployee } from "../store/write-by-hand.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("undo", () => {
  test("shows what it would do and what comes after it, and writes nothing", async () => {
    const { scene, runId } = await anImport();
    const before = await scene.writtenRows();

    const { code, output, messages } = await runCommand(scene, ["undo", runId]);

    expect([code, messages]).toEqual([0, ""]);
    expect(output).toContain("部署の同期の取り消しの内容（まだ取り消していません");
    expect(output).toContain("対象 3件（元の値に戻す 0件、削除 3件、登録し直す 0件、変更なし 0件）");
    expect(output).toContain("次に同期すると、SmartHRの内容がもう一度反映されます。");
    expect(output).toContain("「--apply」をつけて実行してください。");
    expect(await scene.writtenRows()).toEqual(before);
  });

  test("with --apply takes the run back, and the second time says that there is nothing to do", async () => {
    const { scene, runId } = await anImport();

    const first = await runCommand(scene, ["undo", runId, "--apply"]);
    await scene.clock.advance(1_000);
    const second = await runCommand(scene, ["undo", runId, "--apply"]);

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.output).toContain("部署の同期の取り消し: 成功");
    expect(second.output).toContain("元に戻すものはありません。");
    expect(await scene.departments()).toEqual([]);
  });

  test("with --expect applies that plan alone", async () => {
    const { scene, runId } = await anImport();
    const { digest } = JSON.parse((await runCommand(scene, ["undo", runId, "--json"])).output);

    const refused = await runCommand(scene, ["undo", runId, "--expect", "0".repeat(64)]);
    await scene.clock.advance(1_000);
    const applied = await runCommand(scene, ["undo", runId, "--expect", digest]);

    expect([refused.code, applied.code]).toEqual([1, 0]);
    expect(await scene.departments()).toEqual([]);
  });

  test("as JSON: changes, counts with what is deleted, and what is kept with who changed it", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    const runId = (await scene.run("employees")).summary.runId ?? "";
    const [first] = await scene.employees();
    const after = first && editedEmployee(first, { ...first, jobTitle: "顧問" });
    if (!after) throw new Error("expected somebody to edit");
    await db.transaction(async (tx) =>
      updateEmployee(await lockRoster(tx, scene.companyId), after, { actor: "hand@example.com", at: 1_000 }),
    );

    const { code, output } = await runCommand(scene, ["undo", runId, "--json"]);

    const undo = JSON.parse(output);
    expect(code).toBe(0);
    expect(undo).toMatchObject({ run: null, subject: "employees", state: null, undo: { run: runId } });
    expect(undo.counts.delete).toBe(undo.changes.length);
    expect(undo.changes[0]).toMatchObject({ kind: "delete", after: null });
    const by = { actor: "hand@example.com", at: "1970-01-01T00:00:01.000Z", run: null };
    expect(undo.undo.kept).toMatchObject([
      { email: first?.email, jobTitle: "顧問", reasons: [{ kind: "changed-since", field: null, by }] },
    ]);
  });

  test("names what it keeps and why", async () => {
    const scene = await aProduct(db);
    const runId = (await scene.run("departments")).summary.runId ?? "";
    await scene.run("employees");

    const { output } = await runCommand(scene, ["undo", runId]);

    expect(output).toContain("取り消さずに残すもの");
    expect(output).toContain("この部署に、社員");
  });

  test("beside a plan that waits it begins in the very way that the message names", async () => {
    const { scene, runId } = await anImport();
    scene.edit({ op: "update", list: "departments", where: { code: "A001" }, values: { name: "改称部" } });
    const waiting = await holdPreview(scene, "departments");

    const refused = await runCommand(scene, ["undo", runId, "--apply"]);
    const [shown, acting] = commandsNamedIn(refused.messages);
    const [, digest = ""] = /ダイジェスト: ([0-9a-f]{64})/.exec((await runCommand(scene, shown ?? [])).output) ?? [];
    const applied = await runCommand(scene, acting?.map((word) => (word === "DIGEST" ? digest : word)) ?? []);

    expect([refused.code, applied.code]).toEqual([1, 0]);
    expect(refused.messages).toContain(`確認待ちです（実行ID ${waiting}）`);
    expect(applied.output).toContain("部署の同期の取り消し: 成功");
    expect((await runCommand(scene, ["run", waiting])).output).toContain("中止");
  });

  test("a run that there is not, or that changed nothing, is wrong usage", async () => {
    const { scene } = await anImport();
    const again = await scene.run("departments");

    const missing = await runCommand(scene, ["undo", randomUUID()]);
    const idle = await runCommand(scene, ["undo", again.summary.runId ?? ""]);

    expect([missing.code, idle.code]).toEqual([2, 2]);
    expect(idle.messages).toContain("ミキワメの情報を変更していないため、取り消せません。");
  });
});

async function anImport() {
  const scene = await aProduct(db);
  const report = await scene.run("departments");
  return { scene, runId: report.summary.runId ?? "" };
}

/** Lets the subject's changes wait for somebody on the screens who has seen them. */
async function holdPreview({ product, companyId, sandbox, clock }: ProductScene, subject: Subject): Promise<string> {
  await clock.advance(1_000);
  const access = { token: async () => sandbox.accessToken };
  const begun = { companyId, subject, actor: "hr@example.com", subdomain: "acme", preview: true };
  const { signal } = new AbortController();
  const run = expectOk(await openRunNow(product, signal, begun, { wasSeen: false }));
  const reachNow = async () => ok({ subdomain: "acme", access });
  await carryOutRun(product, run, { reachNow, expectedDigest: null, observe: () => {}, signal });
  return run.id;
}

/** The commands that a message tells somebody to type, word by word, without the program's name and the company, which the scene names. */
function commandsNamedIn(message: string): readonly (readonly string[])[] {
  const commands = [...message.matchAll(/「mikiwame-sync ([^」]*?) --company [^ 」]+」/g)];
  return commands.map(([, words = ""]) => words.split(" "));
}
