import { afterAll, expect, onTestFinished, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("a company is added and listed", async () => {
  const empty = await openTestDatabase();
  onTestFinished(() => empty.close());
  const scene = await aProduct(db);
  const bare = { ...scene, product: { ...scene.product, db: empty } };

  const added = await runCommand(bare, ["company", "add", "acme", " 株式会社アクメ "]);
  const listed = await runCommand(bare, ["company", "list"]);

  const messages =
    '企業「株式会社アクメ」（acme）を追加しました。次に、管理者を追加してください。\n例：mikiwame-sync admin add hr@example.com --name "見本太郎" --company acme\n';
  expect(added).toEqual({ code: 0, output: "", messages });
  expect(listed.output).toBe("acme\t株式会社アクメ\n");
});

test("adding a company beside others says that commands need its name from now on", async () => {
  const scene = await aProduct(db);

  const added = await runCommand(scene, ["company", "add", "initech", "株式会社イニテック"]);

  expect(added).toEqual({
    code: 0,
    output: "",
    messages:
      '企業「株式会社イニテック」（initech）を追加しました。次に、管理者を追加してください。\n例：mikiwame-sync admin add hr@example.com --name "見本太郎" --company initech\n' +
      "企業が複数になりました。これからは、コマンドに「--company initech」のように企業を指定してください。企業は「mikiwame-sync company list」で確認できます。\n",
  });
});

test.each([
  ["globex", "企業「globex」はすでにあります。別の名前を指定してください。\n"],
  [
    "Globex",
    "「Globex」は企業を指定する名前にできません。半角の英小文字、数字、ハイフンを63文字までで指定してください。\n",
  ],
])("%s is no new company's slug", async (slug, messages) => {
  const scene = await aProduct(db);
  await runCommand(scene, ["company", "add", "globex", "株式会社グローベックス"]);

  const end = await runCommand(scene, ["company", "add", slug, "もうひとつの会社"]);

  expect(end).toEqual({ code: 2, output: "", messages });
});
