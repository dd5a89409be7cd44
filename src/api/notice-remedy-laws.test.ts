import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { approveOnScreen, change, crewsOf, saveLimits, syncOnScreen, takeBack, takeUp } from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { chooseAddresses } from "../app/approve-run.ts";
import { browseAddressSuspects } from "../app/browse-plan.ts";
import { browseFindings, viewRun } from "../app/browse-runs.ts";
import { saveSettings } from "../store/companies.ts";
import { employeeNoticeText } from "../text/notice-text.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NOBODY = { send: async () => {}, wake: () => {} };
const BY = { administratorEmail: "hr@example.com", actor: "hr@example.com" } as const;
const FORMER = "000001@example.com";

const CHOOSE =
  "同じ社員として扱う場合は、同期するときに「変更内容を確認する」を選び、「同じ社員として扱う」を選んでください。";
const UNDO_FIRST = "すでに同期した場合は、先に、その同期の「この処理を取り消す」を選んでください。";
const ALWAYS =
  "いつも同じ社員として扱う場合は、ミキワメの「設定」＞「同期の設定」で「同じ社員として、メールアドレスを更新する」を選んでください。";

describe("M24: after what 対処 of a changed address says, the person is the same employee", () => {
  test("every sentence of 対処 is followed here", () => {
    const { remedy } = employeeNoticeText({
      kind: "email-change-suspected",
      formerEmail: FORMER,
      formerEmployeeId: "1",
    });

    expect(remedy.split(/(?<=。)/)).toEqual([CHOOSE, UNDO_FIRST, ALWAYS]);
  });

  test(CHOOSE, async () => {
    const scene = await withChangedAddress();

    await previewAndKeep(scene);

    await expectTheSame(scene);
  });

  test(UNDO_FIRST, async () => {
    const scene = await withChangedAddress();
    const applied = await syncOnScreen(scene, "employees");
    const page = { page: 1, perPage: 100, category: "notice" } as const;
    const noticed = await browseFindings(scene.product, scene.companyId, applied, page);
    expect(noticed?.findings).toMatchObject([{ notice: { kind: "email-change-suspected" } }]);
    expect(await scene.employees()).toHaveLength(7);

    await takeBack(scene, applied);
    await previewAndKeep(scene);

    await expectTheSame(scene);
  });

  test(ALWAYS, async () => {
    const scene = await withChangedAddress();

    await saveSettings(db.queries, scene.companyId, { createRetired: true, whenAddressChanged: "follow-person" });
    await syncOnScreen(scene, "employees");

    await expectTheSame(scene);
  });
});

interface Changed extends ProductScene {
  readonly employeeId: string;
  readonly crewId: string;
}

async function withChangedAddress(): Promise<Changed> {
  const scene = await aProduct(db, { seed: 6 });
  await saveLimits(scene);
  await linkAdministrator(scene);
  await syncOnScreen(scene, "departments");
  await syncOnScreen(scene, "employees");
  const crew = crewsOf(scene)[0];
  const employee = (await scene.employees()).find(({ email }) => email === crew?.values.email);
  scene.edit(change("crews", crew?.id ?? "", { email: "new@example.com" }));
  return { ...scene, employeeId: employee?.id ?? "", crewId: crew?.id ?? "" };
}

async function previewAndKeep(scene: Changed): Promise<void> {
  const { product, companyId, clock, crewId } = scene;
  const runId = await syncOnScreen(scene, "employees", { preview: true });
  const digest = (await viewRun(product, companyId, runId))?.plan?.digest ?? "";
  const suspects = await browseAddressSuspects(product, companyId, runId, { page: 1, perPage: 10 });
  expect(suspects?.suspects.map((suspect) => suspect.crewId)).toEqual([crewId]);
  await clock.advance(1_000);
  expectOk(await chooseAddresses(product, NOBODY, { companyId, runId, digest, ...BY }, { [crewId]: "follow-person" }));
  await takeUp(scene, runId);
  await approveOnScreen(scene, runId);
}

async function expectTheSame(scene: Changed): Promise<void> {
  const employees = await scene.employees();
  expect(employees).toHaveLength(6);
  expect(employees.find(({ email }) => email === "new@example.com")?.id).toBe(scene.employeeId);
}
