import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { anAdministrator } from "../../test/administrators.ts";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { readInvitation } from "../app/accept-invitation.ts";
import { recordSignIn } from "../app/sign-in-tries.ts";
import { listAdministrators } from "../store/administrators.ts";
import { listCompanies, readCompany } from "../store/companies.ts";
import { saveLink } from "../store/links.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const HAND_OVER = "このURLを本人に伝えてください。URLを開くと、パスワードを設定できます。";

describe("admin add", () => {
  test("prints the link by which the person chooses a password; nothing is mailed", async () => {
    const scene = await aProduct(db);
    const email = `${randomUUID()}@example.com`;

    const { code, output, messages } = await admin(scene, ["add", email, "--name", " 山田 花子 "]);

    expect([code, messages]).toEqual([0, `${HAND_OVER}2026/04/08 09:00まで、一度だけ使用できます。\n`]);
    expect(output).toMatch(/^http:\/\/localhost:3000\/invitations\/[\w-]{43}\n$/);
    expect(await invitedBy(scene, output)).toMatchObject({
      value: { email, name: "山田 花子", purpose: "invitation" },
    });
    expect(await listAdministrators(db.queries, scene.companyId)).toMatchObject([{ email, role: "administrator" }]);
    expect(scene.mailbox.letters).toEqual([]);
  });

  test("makes a 閲覧者 when asked to", async () => {
    const scene = await aProduct(db);

    await admin(scene, ["add", `${randomUUID()}@example.com`, "--name", "山田 花子", "--role", "viewer"]);

    expect(await listAdministrators(db.queries, scene.companyId)).toMatchObject([{ role: "viewer" }]);
  });

  test.each([
    ["hanako", "「hanako」はメールアドレスではありません。「taro@example.com」のように、半角で指定してください。\n"],
    [
      "wrong＠mail",
      "「wrong＠mail」はメールアドレスではありません。「taro@example.com」のように、半角で指定してください。\n",
    ],
    [
      "taken@example.com",
      "メールアドレス「taken@example.com」は、すでに登録されています。パスワードを設定し直す場合は「mikiwame-sync admin reset-password」を実行してください。\n",
    ],
  ])("%s is nobody new", async (email, messages) => {
    const scene = await aProduct(db);
    await admin(scene, ["add", "taken@example.com", "--name", "見本 太郎"]);

    const end = await admin(scene, ["add", email, "--name", "山田 花子"]);

    expect(end).toEqual({ code: 2, output: "", messages });
  });

  test("makes no company: where there is none, it says how to add one first", async () => {
    const empty = await openTestDatabase();
    onTestFinished(() => empty.close());
    const scene = { ...(await aProduct(db)) };
    const bare = { ...scene, product: { ...scene.product, db: empty } };

    const end = await runCommand(bare, ["admin", "add", "taro@example.com", "--name", "見本 太郎"]);

    expect(end).toEqual({
      code: 2,
      output: "",
      messages: "企業がまだありません。「mikiwame-sync company add」で追加してから、もう一度実行してください。\n",
    });
    expect(await listCompanies(empty.queries)).toEqual([]);
  });

  test("needs to know which company, where there are several", async () => {
    const scene = await aProduct(db);
    await aProduct(db);

    const end = await runCommand(scene, ["admin", "add", "taro@example.com", "--name", "見本 太郎"]);

    expect([end.code, end.output]).toEqual([2, ""]);
    expect(end.messages).toMatch(/^企業が複数あります。/);
  });
});

describe("admin list", () => {
  test("as JSON: who they are, whether they came, how their link stands, and moments as ISO 8601", async () => {
    const { scene, first, second } = await aCompanyWithTwo();

    const { code, output, messages } = await admin(scene, ["list", "--json"]);

    expect([code, messages]).toEqual([0, ""]);
    const { id, email, name, role } = second;
    expect(JSON.parse(output)).toEqual({
      administrators: [
        {
          id: first.id,
          email: first.email,
          name: "見本 太郎",
          role: "administrator",
          invited: false,
          link: "linked",
          lastSignInAt: "2026-04-01T00:00:00.000Z",
        },
        { id, email, name, role, invited: true, link: "not-linked", lastSignInAt: null },
      ],
    });
  });

  test("for a person: one a line", async () => {
    const { scene, first, second } = await aCompanyWithTwo();

    const { output } = await admin(scene, ["list"]);

    expect(output.split("\n")).toEqual([
      "メールアドレス\t名前\t権限\tSmartHR連携\t最終ログイン",
      `${first.email}\t見本 太郎\t管理者\t連携中\t2026/04/01 09:00:00`,
      `${second.email}\t山田 花子\t閲覧者\t未連携\t招待中`,
      "",
    ]);
  });

  test("before the first one there is nobody", async () => {
    const scene = await aProduct(db);

    expect((await admin(scene, ["list"])).output).toBe("まだありません。\n");
    expect((await admin(scene, ["list", "--json"])).output).toBe('{"administrators":[]}\n');
  });
});

describe("admin reset-password", () => {
  test("prints a link to another password, for a day; the address alone says whose", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId);

    const end = await runCommand(scene, ["admin", "reset-password", person.email]);

    expect([end.code, end.messages]).toEqual([0, `${HAND_OVER}2026/04/02 09:00まで、一度だけ使用できます。\n`]);
    expect(await invitedBy(scene, end.output)).toMatchObject({
      value: { email: person.email, purpose: "new-password" },
    });
  });

  test("of nobody", async () => {
    const scene = await aProduct(db);

    const end = await runCommand(scene, ["admin", "reset-password", "nobody@example.com"]);

    expect(end).toEqual({
      code: 2,
      output: "",
      messages:
        "メールアドレス「nobody@example.com」は登録されていません。「mikiwame-sync admin list」で確認するか、「mikiwame-sync admin add」で追加してください。\n",
    });
  });
});

async function admin(scene: ProductScene, words: readonly string[]) {
  const { slug } = await readCompany(db.queries, scene.companyId);
  return runCommand(scene, ["admin", ...words, "--company", slug]);
}

async function aCompanyWithTwo() {
  const scene = await aProduct(db);
  const { companyId, clock } = scene;
  const first = await anAdministrator(db, companyId, { email: `a-${companyId}@example.com` });
  const second = await anAdministrator(db, companyId, {
    email: `b-${companyId}@example.com`,
    name: "山田 花子",
    role: "viewer",
    invited: true,
  });
  await saveLink(db.queries, TEST_KEYS, {
    companyId,
    administratorEmail: first.email,
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: clock.now(),
    tokens: { kind: "token", accessToken: "issued" },
  });
  await recordSignIn(scene.product, { email: first.email, clientAddress: null, administratorId: first.id });
  return { scene, first, second };
}

function invitedBy({ product }: ProductScene, output: string) {
  return readInvitation(product, output.trim().split("/").at(-1) ?? "");
}
