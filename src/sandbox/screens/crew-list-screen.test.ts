import { describe, expect, test } from "vitest";
import { createScene, signIn } from "../sandbox-scene.ts";

function peopleIn(text: string): string[] {
  return [...text.matchAll(/<td class="code">(.*?)<\/td>/g)].map(([, number]) => number ?? "");
}

describe("従業員リスト", () => {
  test.each([
    ["everybody", "", ["001", "002", "003", "004", "005", "006", "007", "008"]],
    ["a name", "?q=ミキワメ 七郎", ["007"]],
    ["a name in one piece", "?q=ミキワメ七郎", ["007"]],
    ["a reading", "?q=ナナロウ", ["007"]],
    ["a number", "?q=003", ["003"]],
    ["a mail address, in any letter case", "?q=007@AAA.com", ["007", "008"]],
    ["nobody", "?q=いない", []],
    ["在籍状況", "?status=retired", []],
  ])("finds %s", async (_, query, expected) => {
    const { open } = await signIn(createScene());

    const { text } = await open(`/crews${query}`);

    expect(peopleIn(text)).toEqual(expected);
  });

  test("a person's status is filtered and shown in SmartHR's words", async () => {
    const scene = createScene();
    const values = { emp_status: "absent" };
    scene.sandbox.control("edits", { edits: [{ op: "update", list: "crews", where: { emp_code: "002" }, values }] });
    const { open } = await signIn(scene);

    const { text } = await open("/crews?status=absent");

    expect(peopleIn(text)).toEqual(["002"]);
    expect(text).toContain('<td class="words">休職中</td>');
  });

  test("each row leads to the person's page at the tenant's own address", async () => {
    const scene = createScene();
    const [{ id }] = (await scene.ask("/v1/crews?emp_code=001")).json;
    const { open } = await signIn(scene);

    const { text } = await open("/tenants/acme/crews");

    expect(text).toContain(`<a href="/tenants/acme/crews/${id}">ミキワメ 太郎</a>`);
  });

  test("a long list has pages, and a page behind the last one is the last one", async () => {
    const { open } = await signIn(createScene({ seed: 120 }));

    const pages = [await open("/crews"), await open("/crews?page=3"), await open("/crews?page=9")];

    expect(pages.map(({ text }) => peopleIn(text).length)).toEqual([50, 20, 20]);
    expect(pages[0]?.text).toContain("1〜50件目（全120件）");
    expect(pages[0]?.text).toContain('href="/crews?q=&amp;status=&amp;page=2">次のページ</a>');
    expect(pages[2]?.text).toContain("101〜120件目（全120件）");
  });
});
