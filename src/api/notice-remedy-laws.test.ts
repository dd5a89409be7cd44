import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { approveOnScreen, change, crewsOf, saveLimits, syncOnScreen, takeBack, takeUp } from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { chooseAddresses } from "../app/approve-run.ts";
import { browseAddressSuspects } from "../app/browse-plan.ts";
import { browseFindings, viewRun } from "../app/browse-runs.ts";
import type { AddressChoices } from "../core/settings.ts";
import { saveSettings } from "../store/companies.ts";
import { employeeNoticeText } from "../text/notice-text.ts";
import { employeeRejectionText } from "../text/rejection-text.ts";

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

describe("M24: after what 対処 of another person behind an address says, whoever is known under another one is the same employee", () => {
  const CORRECT =
    "SmartHRの「メールアドレス」が正しい場合は、同期するときに「変更内容を確認する」を選び、「同じ社員として扱う」を選んでください。";
  const FROM_NOW_ON =
    "いつも同じ社員として扱う場合は、ミキワメの「設定」＞「同期の設定」で「同じ社員として、メールアドレスを更新する」を選び、もう一度社員を同期してください。";
  const WRONG =
    "SmartHRの「メールアドレス」が誤っている場合は、SmartHRの従業員情報の「メールアドレス」を修正してから、もう一度社員を同期してください。";

  test("every sentence of 対処 is followed here", async () => {
    const { scene } = await withSwappedAddresses();
    const id = await syncOnScreen(scene, "employees", { preview: true });
    const page = { page: 1, perPage: 100, category: "notice" } as const;
    const findings = (await browseFindings(scene.product, scene.companyId, id, page))?.findings ?? [];
    const remedies = findings.flatMap((each) =>
      each.subject === "employees" && "notice" in each ? [employeeNoticeText(each.notice).remedy] : [],
    );

    expect(remedies.map((remedy) => remedy.split(/(?<=。)/))).toEqual([
      [CORRECT, UNDO_FIRST, FROM_NOW_ON, WRONG],
      [CORRECT, UNDO_FIRST, FROM_NOW_ON, WRONG],
    ]);
  });

  test(CORRECT, async () => {
    const { scene, one, expectSwapped } = await withSwappedAddresses();

    await previewAndChoose(scene, { [one]: "follow-person" });

    await expectSwapped();
  });

  test(UNDO_FIRST, async () => {
    const { scene, two, expectSwapped } = await withSwappedAddresses();
    const applied = await syncOnScreen(scene, "employees");

    await takeBack(scene, applied);
    await previewAndChoose(scene, { [two]: "follow-person" });

    await expectSwapped();
  });

  test(FROM_NOW_ON, async () => {
    const { scene, expectSwapped } = await withSwappedAddresses();

    await saveSettings(db.queries, scene.companyId, { createRetired: true, whenAddressChanged: "follow-person" });
    await syncOnScreen(scene, "employees");

    await expectSwapped();
  });

  test(WRONG, async () => {
    const { scene, before } = await withSwappedAddresses();

    scene.sandbox.control("scenarios", { name: "addresses-swapped" });
    await syncOnScreen(scene, "employees");

    expect(await scene.employees()).toEqual(before);
  });
});

describe("M24: after what 対処 of an address that a choice keeps taken says, everybody is synced", () => {
  const HOLDER = "000002 藤田 凛";
  const KEEP_HOLDER = `${HOLDER}も同じ社員として扱う場合は、「変更内容を確認する」で表示される「メールアドレス変更の疑い」で、${HOLDER}の「同じ社員として扱う」を選び、「選んだ内容で変更内容を作り直す」を選んでください。`;
  const BACK =
    "「同じ社員として扱う」を取り消す場合は、確認待ちの変更内容の「メールアドレス変更の疑い」で選択を元に戻し、「選んだ内容で変更内容を作り直す」を選んでください。";

  test("every sentence of 対処 is followed here", async () => {
    const chosenNew = await withHeldAddress("follow-person");
    const notFollowed = await withHeldAddress("create-new");

    expect(await remediesOf(chosenNew.scene, chosenNew.id)).toEqual([[KEEP_HOLDER, UNDO_FIRST]]);
    expect(await remediesOf(notFollowed.scene, notFollowed.id)).toEqual([[KEEP_HOLDER, UNDO_FIRST, BACK]]);
  });

  test.each(["follow-person", "create-new"] as const)(`${KEEP_HOLDER} (%s)`, async (setting) => {
    const { scene, id, two, expectFollowed } = await withHeldAddress(setting);

    await choose(scene, id, { [two]: "follow-person" });
    await approveOnScreen(scene, id);

    await expectFollowed();
  });

  test(UNDO_FIRST, async () => {
    const { scene, id, one, two, expectFollowed } = await withHeldAddress("create-new");
    await approveOnScreen(scene, id);

    await takeBack(scene, id);
    await previewAndChoose(scene, { [one]: "follow-person", [two]: "follow-person" });

    await expectFollowed();
  });

  test(BACK, async () => {
    const { scene, id, one } = await withHeldAddress("create-new");

    await choose(scene, id, { [one]: "create-new" });

    expect(await remediesOf(scene, id)).toEqual([]);
  });
});

/** The first two people have each other's addresses in SmartHR. */
async function withSwappedAddresses() {
  const { scene, one, two } = await withEverybody();
  const before = await scene.employees();
  scene.sandbox.control("scenarios", { name: "addresses-swapped" });
  const addresses = async () => {
    const employees = await scene.employees();
    return [one, two].map((crewId) => employees.find((each) => each.crewId === crewId)?.email);
  };
  const [first, second] = await addresses();
  const expectSwapped = async () => {
    expect(await addresses()).toEqual([second, first]);
    expect((await scene.employees()).map(({ id, crewId }) => [id, crewId])).toEqual(
      before.map(({ id, crewId }) => [id, crewId]),
    );
  };
  return { scene, one, two, before, expectSwapped };
}

/** The first person has the second one's address, who has a new one and is not followed: a plan waits in which the first one gets nothing. */
async function withHeldAddress(whenAddressChanged: "create-new" | "follow-person") {
  const { scene, one, two } = await withEverybody();
  await saveSettings(db.queries, scene.companyId, { createRetired: true, whenAddressChanged });
  const before = await scene.employees();
  const taken = crewsOf(scene)[1]?.values.email ?? null;
  scene.edit(change("crews", two, { email: "new@example.com" }));
  scene.edit(change("crews", one, { email: taken }));
  const id = await syncOnScreen(scene, "employees", { preview: true });
  await choose(scene, id, whenAddressChanged === "create-new" ? { [one]: "follow-person" } : { [two]: "create-new" });
  const expectFollowed = async () => {
    const employees = await scene.employees();
    expect(employees.map(({ id: employeeId }) => employeeId)).toEqual(before.map(({ id: employeeId }) => employeeId));
    expect(employees.find(({ crewId }) => crewId === one)?.email).toBe(taken);
    expect(employees.find(({ crewId }) => crewId === two)?.email).toBe("new@example.com");
  };
  return { scene, id, one, two, expectFollowed };
}

async function remediesOf({ product, companyId }: ProductScene, runId: string) {
  const page = { page: 1, perPage: 100, category: "rejection" } as const;
  const findings = (await browseFindings(product, companyId, runId, page))?.findings ?? [];
  return findings.flatMap((each) =>
    each.subject === "employees" && "reasons" in each
      ? each.reasons.map((reason) => employeeRejectionText(reason).remedy.split(/(?<=。)/))
      : [],
  );
}

interface Changed extends ProductScene {
  readonly employeeId: string;
  readonly crewId: string;
}

async function withEverybody() {
  const scene = await aProduct(db, { seed: 6 });
  await saveLimits(scene);
  await linkAdministrator(scene);
  await syncOnScreen(scene, "departments");
  await syncOnScreen(scene, "employees");
  const [one = "", two = ""] = crewsOf(scene).map(({ id }) => id);
  return { scene, one, two };
}

async function withChangedAddress(): Promise<Changed> {
  const { scene } = await withEverybody();
  const crew = crewsOf(scene)[0];
  const employee = (await scene.employees()).find(({ email }) => email === crew?.values.email);
  scene.edit(change("crews", crew?.id ?? "", { email: "new@example.com" }));
  return { ...scene, employeeId: employee?.id ?? "", crewId: crew?.id ?? "" };
}

async function previewAndKeep(scene: Changed): Promise<void> {
  await previewAndChoose(scene, { [scene.crewId]: "follow-person" });
}

async function previewAndChoose(scene: ProductScene, choices: AddressChoices): Promise<void> {
  const { product, companyId } = scene;
  const runId = await syncOnScreen(scene, "employees", { preview: true });
  const suspects = await browseAddressSuspects(product, companyId, runId, { page: 1, perPage: 10 });
  expect(suspects?.suspects.map((suspect) => suspect.crewId)).toEqual(expect.arrayContaining(Object.keys(choices)));
  await choose(scene, runId, choices);
  await approveOnScreen(scene, runId);
}

async function choose(scene: ProductScene, runId: string, choices: AddressChoices): Promise<void> {
  const { product, companyId, clock } = scene;
  const digest = (await viewRun(product, companyId, runId))?.plan?.digest ?? "";
  await clock.advance(1_000);
  expectOk(await chooseAddresses(product, NOBODY, { companyId, runId, digest, ...BY }, choices));
  await takeUp(scene, runId);
}

async function expectTheSame(scene: Changed): Promise<void> {
  const employees = await scene.employees();
  expect(employees).toHaveLength(6);
  expect(employees.find(({ email }) => email === "new@example.com")?.id).toBe(scene.employeeId);
}
