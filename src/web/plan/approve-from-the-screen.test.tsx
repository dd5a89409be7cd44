// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { AddressSuspect } from "../../contract/runs.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { aRun, aRunDetail, CATALOGUE_NOW } from "../runs/catalogue-runs.ts";
import { type Answers, openWeb, Refused, type WebScene } from "../web-scene.tsx";
import { aHeldRun, OBSTACLES, SOME_GUARDS, SUSPECTS } from "./catalogue-plans.ts";
import { APPROVED_BY_ANYBODY } from "./plan-text.ts";
// Fetched when they are opened: on a busy machine that may take longer than a test waits for them.
import "./AddressSuspects.tsx";
import "./HeldRunPage.tsx";
import "./WaitingPlans.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
window.HTMLElement.prototype.scrollIntoView = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const HELD = { ...aHeldRun({ guards: [...SOME_GUARDS] }, { kind: "sync" }), id: "run-1" };
const NO_CHANGES = { changes: [], total: 0, departmentNames: [] };
const ANSWERS: Answers = {
  "GET /api/runs/run-1": () => HELD,
  "GET /api/runs/run-1/changes": () => NO_CHANGES,
  "GET /api/waiting-plans": () => ({ plans: [] }),
};

/** Whether 「この内容で同期する」 is not to be pressed. */
function approving(): string | null {
  return screen.getByRole("button", { name: /^この内容で同期する/ }).getAttribute("aria-disabled");
}

function open(address: string, answers: Answers): WebScene {
  const scene = openWeb(address, { ...ANSWERS, ...answers });
  render(scene.application);
  return scene;
}

async function approve(times: number): Promise<HTMLElement> {
  fireEvent.click(await screen.findByRole("button", { name: "この内容で同期する" }));
  const dialog = await screen.findByRole("dialog", { name: "変更内容の反映" });
  const confirm = within(dialog).getByRole("button", { name: "この内容で同期する" });
  for (let press = 0; press < times; press++) fireEvent.click(confirm);
  return dialog;
}

describe("「この内容で同期する」", () => {
  test("asks first, then approves once, and follows the run", async () => {
    let approved = false;
    const { asked } = open("/runs/run-1", {
      "GET /api/runs/run-1": () => (approved ? aRunDetail({ id: "run-1", state: "succeeded", plan: HELD.plan }) : HELD),
      "POST /api/runs/run-1/approve": () => {
        approved = true;
        return aRun({ id: "run-1", state: "queued" });
      },
    });

    const dialog = await approve(3);
    within(dialog).getByText("対象人数（退職者を除く社員数）：120人から123人（3人増加）");
    within(dialog).getByText("ご契約プランによっては、社員数によって基本費用が変わります。");

    await screen.findByText("125件の社員の同期に成功しました。3件は対象外です。");
    expect(asked.filter((question) => question.startsWith("POST"))).toEqual(["POST /api/runs/run-1/approve"]);
    expect(screen.queryByRole("button", { name: "この内容で同期する" })).toBeNull();
  });

  test("of a plan that was made anew meanwhile says so, and leads to the newest", async () => {
    open("/runs/run-1", { "POST /api/runs/run-1/approve": () => new Refused({ kind: "plan-changed" }) });

    await approve(1);
    await screen.findByText("変更内容を反映できませんでした。");
    fireEvent.click(screen.getByRole("button", { name: "最新の変更内容を表示する" }));

    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    screen.getByRole("button", { name: "この内容で同期する" });
  });

  test("is not offered to a viewer, who sees all the rest", async () => {
    open("/runs/run-1", { "GET /api/me": () => ({ ...CATALOGUE_ME, role: "viewer" }) });

    await screen.findByText("対象人数（退職者を除く社員数）");

    expect(screen.queryByRole("button", { name: "この内容で同期する" })).toBeNull();
    expect(screen.queryByRole("button", { name: "中止" })).toBeNull();
  });
});

test("an approved plan is shown as one that waits to begin, even where the run cannot be looked at again yet", async () => {
  let approved = false;
  open("/runs/run-1", {
    "GET /api/runs/run-1": () => (approved ? new Refused({ kind: "internal", id: "log-1" }) : HELD),
    "POST /api/runs/run-1/approve": () => {
      approved = true;
      return aRun({ id: "run-1", state: "queued", startedAt: null, finishedAt: null });
    },
  });

  await approve(1);

  await screen.findByText("待機中");
});

describe("「この内容で取り消す」", () => {
  const UNDO = {
    ...aHeldRun(
      {},
      {
        kind: "undo",
        counts: { read: 5, create: 0, update: 2, delete: 3, unchanged: 0, skip: 0, reject: 0, notice: 0 },
        undoOf: { id: "run-0", kind: "person", requestedAt: CATALOGUE_NOW },
      },
    ),
    id: "run-1",
  };

  test("speaks of taking back, and neither of a sync nor of what an undo does not have", async () => {
    open("/runs/run-1", { "GET /api/runs/run-1": () => UNDO });

    fireEvent.click(await screen.findByRole("button", { name: "この内容で取り消す" }));

    const dialog = within(await screen.findByRole("dialog", { name: "変更の取り消し" }));
    dialog.getByText("表示している内容のとおりに、ミキワメの情報を元に戻しますか？");
    dialog.getByText("対象");
    dialog.getByRole("button", { name: "この内容で取り消す" });
    screen.getByRole("link", { name: "取り消す処理の結果を表示：社員1人の同期（2026/04/03 09:00:00）" });
    await screen.findByText("元に戻すものはありません。");
    for (const word of ["取得", "対象外", "エラー", "注意", "変更内容の反映"]) {
      expect(screen.queryAllByText(word)).toEqual([]);
    }
  });

  test("that another run hinders says that nothing was taken back, and what to press again", async () => {
    const other = { runId: "run-2", subject: "departments", actor: "山田 花子", requestedAt: CATALOGUE_NOW } as const;
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => UNDO,
      "POST /api/runs/run-1/approve": () => new Refused({ kind: "run-open", ...other }),
    });
    fireEvent.click(await screen.findByRole("button", { name: "この内容で取り消す" }));
    const dialog = within(await screen.findByRole("dialog"));

    fireEvent.click(dialog.getByRole("button", { name: "この内容で取り消す" }));

    await dialog.findByText("変更を取り消せませんでした。");
    dialog.getByText("処理一覧で終了を確認してから、もう一度「この内容で取り消す」を選んでください。");
  });
});

test("a run that was approved and applied says that guards had stopped it, who looked at it and when; nobody has to look again", async () => {
  const plan = { ...HELD.plan, approval: { by: "hr@example.com", at: CATALOGUE_NOW } };
  open("/runs/run-1", { "GET /api/runs/run-1": () => aRunDetail({ id: "run-1", plan }) });

  await screen.findByText(
    "次の変更が止める基準に達したため、反映する前に止めました。hr@example.comが、2026/04/03 09:00に変更内容を確認し、反映しました。",
  );

  screen.getByText("12人（120人の10%）");
  expect(screen.queryAllByText(/確認してください/)).toEqual([]);
});

describe("a plan that waits", () => {
  test("says which guards stopped it, with their numbers and the way to the rows they count", async () => {
    open("/runs/run-1", {});

    await screen.findByText("12人（120人の10%）");
    screen.getByText("14人（合計26人、21.6%）");
    screen.getByText("10人以上、かつ20%以上");
    const links = screen.getAllByRole("link", { name: "該当する変更を表示" });
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "/runs/run-1?tab=change&guard=new-employees#run-rows",
      "/runs/run-1?tab=change&guard=column-blank&field=departmentCode#run-rows",
    ]);
    expect(screen.getByRole("link", { name: "エラーを表示" }).getAttribute("href")).toBe(
      "/runs/run-1?tab=rejection#run-rows",
    );
  });

  test("keeps what narrows its rows in the address", async () => {
    const { asked } = open("/runs/run-1?kind=update", {});

    fireEvent.change(await screen.findByRole("searchbox", { name: /^検索/ }), { target: { value: "見本" } });

    await expect.poll(() => decodeURIComponent(window.location.search)).toBe("?tab=change&kind=update&search=見本");
    await screen.findByText("条件に一致する変更はありません。");
    expect(asked).toContain("GET /api/runs/run-1/changes");
  });

  test("that was made anew says what had changed meanwhile", async () => {
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => ({ ...HELD, plan: { ...HELD.plan, obstacles: [...OBSTACLES] } }),
    });

    await screen.findByText("確認のあとに名簿または設定が変わったため、変更内容を作り直しました");
    screen.getByText("「見本 太郎」の情報が、2026/04/03 09:00に山田 花子により変更されました。");
  });
});

describe("M24: 「メールアドレス変更の疑い」", () => {
  test("takes a choice for each person and makes the plan anew with it, once", async () => {
    const { asked } = open("/runs/run-1", {
      "GET /api/runs/run-1": () => ({ ...HELD, plan: { ...HELD.plan, addressSuspects: 1 } }),
      "GET /api/runs/run-1/address-suspects": () => ({ suspects: SUSPECTS.slice(0, 1), total: 1, departmentNames: [] }),
      "POST /api/runs/run-1/address-choices": () => aRun({ id: "run-1", state: "queued" }),
    });
    const remake = await screen.findByRole("button", { name: "選んだ内容で変更内容を作り直す" });
    expect(remake.getAttribute("aria-disabled") ?? remake.getAttribute("disabled")).not.toBeNull();

    fireEvent.click(screen.getByRole("radio", { name: "同じ社員として扱う" }));
    await screen.findByText(/^1人の反映する方法を変更しました。/);
    fireEvent.click(remake);
    fireEvent.click(remake);

    await expect.poll(() => asked).toContain("POST /api/runs/run-1/address-choices");
    expect(asked.filter((question) => question.startsWith("POST"))).toHaveLength(1);
  });

  test("a choice that is not in the plan yet keeps the plan from being approved, until it is taken back", async () => {
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => ({ ...HELD, plan: { ...HELD.plan, addressSuspects: 1 } }),
      "GET /api/runs/run-1/address-suspects": () => ({ suspects: SUSPECTS.slice(0, 1), total: 1, departmentNames: [] }),
    });
    fireEvent.click(await screen.findByRole("radio", { name: "同じ社員として扱う" }));

    await screen.findByText(/変更内容を作り直すまで、「この内容で同期する」は選べません。/);
    expect(approving()).toBe("true");
    fireEvent.click(screen.getByRole("radio", { name: "新しい社員として登録する" }));

    await expect.poll(approving).toBe("false");
  });
});

describe("M24: what a suspect's address allows", () => {
  const openWith = (special: Partial<AddressSuspect>) =>
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => ({ ...HELD, plan: { ...HELD.plan, addressSuspects: 1 } }),
      "GET /api/runs/run-1/address-suspects": () => ({
        suspects: SUSPECTS.slice(0, 1).map((each) => ({ ...each, ...special })),
        total: 1,
        departmentNames: [],
      }),
    });
  const holder = { crewId: "crew-2", employeeNumber: "00002", lastName: "加藤", firstName: "由美" };

  test("somebody new is not offered where the address is an employee's, and the reason stands beside it", async () => {
    openWith({ choice: "follow-person", holder, whenNotFollowed: "not-possible" });

    const radio = await screen.findByRole("radio", { name: "新しい社員として登録する" });
    screen.getByText("このメールアドレスは00002 加藤 由美が使用しているため、新しい社員として登録できません。");
    expect(radio).toHaveProperty("disabled", true);
  });

  test("whoever overwrites another employee is said to do so", async () => {
    openWith({ holder, whenNotFollowed: "updates-holder" });

    await screen.findByRole("radio", { name: "メールアドレスが同じ社員を更新する" });
    screen.getByText(/^00002 加藤 由美の情報が、この従業員の情報に置き換わります。/);
  });

  test("nobody is said to stay whom somebody else overwrites", async () => {
    openWith({ formerTakenBy: holder });

    await screen.findByText(
      "元の社員の情報は、元のメールアドレスを使用している00002 加藤 由美の情報に置き換わります。",
    );
    expect(screen.queryByText("元の社員も、元のメールアドレスのまま残ります。")).toBeNull();
  });

  test("whoever the plan leaves out can be chosen for again", async () => {
    openWith({ choice: "follow-person", now: null });

    await screen.findByText(/^この内容では、エラーまたは対象外になります。/);
    expect(screen.getByRole("radio", { name: "新しい社員として登録する" })).toHaveProperty("disabled", false);
  });
});

test("M31: an administrator who is not linked is told why the plan may be approved all the same", async () => {
  open("/runs/run-1", { "GET /api/me": () => ({ ...CATALOGUE_ME, link: { kind: "not-linked" } }) });

  await screen.findByText(APPROVED_BY_ANYBODY);
});

describe("in the frame of every page", () => {
  const waiting = { ...aRun({ id: "run-1", state: "awaiting-approval" }), trippedGuards: 2 };

  test("a plan that waits is announced with the way to it", async () => {
    open("/guide", { "GET /api/waiting-plans": () => ({ plans: [waiting] }) });

    await screen.findByText(
      "社員の同期（見本 花子）が確認待ちです。通常と異なる変更が2件あるため、反映する前に止めました。",
    );
    expect(screen.getByRole("link", { name: "変更内容を確認する" }).getAttribute("href")).toBe("/runs/run-1");
  });

  test("a plan that somebody chose to look at was not stopped", async () => {
    open("/guide", { "GET /api/waiting-plans": () => ({ plans: [{ ...waiting, kind: "preview" }] }) });

    await screen.findByText("社員の変更内容の確認（見本 花子）が確認待ちです。通常と異なる変更が2件あります。");
  });

  test("nothing is said on the plan's own page, nor when none waits", async () => {
    open("/runs/run-1", { "GET /api/waiting-plans": () => ({ plans: [waiting] }) });

    await screen.findByText("通常と異なる変更");

    expect(screen.queryByRole("region", { name: "確認待ちの変更内容" })).toBeNull();
  });
});
