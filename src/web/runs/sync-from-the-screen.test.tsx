// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { SyncOutlook } from "../../contract/runs.ts";
import { APPROVAL_MS } from "../../core/run.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { type Answers, openWeb, Refused } from "../web-scene.tsx";
import { anOpenRun, aRun, aRunDetail, CATALOGUE_NOW } from "./catalogue-runs.ts";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const OUTLOOK: SyncOutlook = {
  firstSync: true,
  optOutUnused: null,
  rosterDepartments: 0,
  rosterEmployees: 0,
  openRun: null,
  waitingPlan: null,
  account: { subdomain: "acme", url: "https://acme.smarthr.jp" },
  lastAccount: null,
};
const FAILED = aRunDetail({
  id: "run-1",
  state: "failed",
  counts: null,
  errorFile: null,
  failure: { kind: "interrupted" },
});
const EXPIRED = { ...CATALOGUE_ME.link, kind: "expired", daysLeft: -1 };

function open(address: string, answers: Answers): readonly string[] {
  const { application, asked } = openWeb(address, answers);
  render(application);
  return asked;
}

const sync = () => screen.findByRole("button", { name: "SmartHRと同期" });

async function openDialog(): Promise<HTMLElement> {
  fireEvent.click(await sync());
  return screen.findByRole("dialog", { name: "社員の同期" });
}

async function pressInDialog(times: number): Promise<void> {
  const button = within(await openDialog()).getByRole("button", { name: "SmartHRと同期" });
  await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
  for (let press = 0; press < times; press++) fireEvent.click(button);
}

describe("M22, M27, M33: 「SmartHRと同期」", () => {
  const answers = { "GET /api/runs/run-1": () => FAILED, "GET /api/sync-outlook": () => OUTLOOK };

  test("says before the first employees come what has to be chosen in SmartHR first, and that it may cost money", async () => {
    open("/runs/run-1", answers);

    const dialog = await openDialog();

    await within(dialog).findByText("先に部署を同期してください。");
    within(dialog).getByText("連携しない社員がいる場合は、先にSmartHRで「連携しない」を選んでください。");
    within(dialog).getByText("ご契約プランによっては、社員数によって基本費用が変わります。");
    within(dialog).getByText("現在、ミキワメに登録されている社員（退職者を除く）：0人");
  });

  test("starts one run, however often it is pressed, and says where to watch it", async () => {
    const asked = open("/runs/run-1", { ...answers, "POST /api/runs": () => anOpenRun() });

    await pressInDialog(3);

    await screen.findByText("社員の同期を受け付けました");
    const link = screen.getByRole("link", { name: "同期の実行状況を確認する" });
    expect(link.getAttribute("href")).toBe("/runs");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(asked.filter((question) => question === "POST /api/runs")).toHaveLength(1);
  });

  test("names the run that stands in the way, with the way to it", async () => {
    const problem = {
      kind: "run-open",
      runId: "run-2",
      subject: "employees",
      actor: "山田 花子",
      requestedAt: CATALOGUE_NOW,
    } as const;
    open("/runs/run-1", { ...answers, "POST /api/runs": () => new Refused(problem) });

    await pressInDialog(1);

    await screen.findByText("山田 花子が2026/04/03 09:00:00に開始した社員の同期が終わっていません。");
    const link = screen.getByRole("link", { name: "実行状況を確認する" });
    expect(link.getAttribute("href")).toBe("/runs/run-2");
  });

  test("cannot be started while another run is open, and says whose that is", async () => {
    const openRun = anOpenRun({ actor: "山田 花子", subject: "departments" });
    open("/runs/run-1", { ...answers, "GET /api/sync-outlook": () => ({ ...OUTLOOK, openRun }) });

    const dialog = await openDialog();

    await within(dialog).findByText("山田 花子が2026/04/03 09:00:00に開始した部署の同期を実行しています。");
    const button = within(dialog).getByRole("button", { name: "SmartHRと同期" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
  });
});

describe("「変更内容を確認する」", () => {
  const waitingPlan = aRun({
    id: "plan-1",
    state: "awaiting-approval",
    kind: "preview",
    actor: "山田 花子",
    holding: { heldAt: CATALOGUE_NOW, expiresAt: CATALOGUE_NOW + APPROVAL_MS },
  });
  const answers = { "GET /api/runs/run-1": () => FAILED, "GET /api/sync-outlook": () => OUTLOOK };

  test("starts a preview once, and opens the page on which its plan will be", async () => {
    const preview = anOpenRun({ id: "run-2", kind: "preview" });
    const { application, asked, sent } = openWeb("/runs/run-1", {
      ...answers,
      "POST /api/runs": () => preview,
      "GET /api/runs/run-2": () => aRunDetail(preview),
    });
    render(application);
    const button = within(await openDialog()).getByRole("button", { name: "変更内容を確認する" });
    await expect.poll(() => button.getAttribute("aria-disabled")).not.toBe("true");

    fireEvent.click(button);
    fireEvent.click(button);

    await screen.findByRole("heading", { name: "社員の変更内容の確認", level: 1 });
    await expect.poll(() => window.location.pathname).toBe("/runs/run-2");
    expect(asked.filter((question) => question === "POST /api/runs")).toHaveLength(1);
    expect(sent).toEqual([{ subject: "employees", preview: true }]);
  });

  test("a plan that waits is shown, and a new start names it as the one to replace", async () => {
    const { application, sent } = openWeb("/runs/run-1", {
      ...answers,
      "GET /api/sync-outlook": () => ({ ...OUTLOOK, waitingPlan }),
      "POST /api/runs": () => anOpenRun(),
    });
    render(application);

    await pressInDialog(1);

    await screen.findByText("社員の同期を受け付けました");
    expect(sent).toEqual([{ subject: "employees", preview: false, replaces: "plan-1" }]);
  });

  test("a plan that came to wait while the dialog was open is shown the same way", async () => {
    let waits = false;
    open("/runs/run-1", {
      ...answers,
      "GET /api/sync-outlook": () => ({ ...OUTLOOK, waitingPlan: waits ? waitingPlan : null }),
      "POST /api/runs": () => {
        waits = true;
        const { id: runId, subject, actor } = waitingPlan;
        return new Refused({ kind: "plan-waiting", runId, subject, actor, heldAt: CATALOGUE_NOW });
      },
    });

    await pressInDialog(1);

    await screen.findByText("同期を開始できませんでした。この画面を開いたあとに、変更内容が確認待ちになりました。");
    screen.getByText("山田 花子が開始した社員の変更内容の確認が、2026/04/03 09:00から確認待ちになっています。");
    const link = screen.getByRole("link", { name: "確認待ちの変更内容を確認する" });
    expect(link.getAttribute("href")).toBe("/runs/plan-1");
  });
});

describe("M32: an expired link", () => {
  test("leads to the link page, which says why", async () => {
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => FAILED,
      "GET /api/me": () => ({ ...CATALOGUE_ME, link: EXPIRED }),
    });

    fireEvent.click(await sync());

    await screen.findByText(/SmartHRとの連携の有効期限が切れています。同期済みの情報は削除されていません。/);
    await expect.poll(() => window.location.pathname).toBe("/settings/smarthr");
  });

  test("leads there, too, when it expired while the page was open", async () => {
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => FAILED,
      "GET /api/sync-outlook": () => OUTLOOK,
      "POST /api/runs": () => new Refused({ kind: "link-expired" }),
    });

    await pressInDialog(1);

    await expect.poll(() => window.location.pathname).toBe("/settings/smarthr");
    await screen.findByText(/SmartHRとの連携の有効期限が切れています。/);
  });
});

describe("M21, M31: who has no link", () => {
  test.each([
    ["a viewer", { role: "viewer" }],
    ["an administrator who is not linked", { link: { kind: "not-linked" } }],
  ])("%s is not offered 「SmartHRと同期」", async (_, special) => {
    open("/runs/run-1", {
      "GET /api/runs/run-1": () => FAILED,
      "GET /api/me": () => ({ ...CATALOGUE_ME, ...special }),
    });

    await screen.findByText("もう一度同期してください。");

    expect(screen.queryByRole("button", { name: "SmartHRと同期" })).toBeNull();
  });
});

describe("M22, M23: 処理一覧", () => {
  test("follows an open run to its end without being loaded again", async () => {
    let looks = 0;
    const asked = open("/runs", {
      "GET /api/runs": () => ({
        runs: [looks++ === 0 ? anOpenRun() : aRun()],
        severalAccounts: false,
        total: 1,
        page: 1,
        perPage: 50,
      }),
    });

    const bar = await screen.findByRole("progressbar", { name: "社員の同期 進行状況" });
    expect(bar.getAttribute("aria-valuenow")).toBe("24");

    await screen.findByText("125件の社員の同期に成功しました。3件は対象外です。", {}, { timeout: 10_000 });
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(asked).toContain("GET /api/runs");
  });
});

describe("「中止」", () => {
  test("asks first, then stops the run once", async () => {
    let stopped = false;
    const running = aRunDetail({ ...anOpenRun({ id: "run-1" }), errorFile: null });
    const asked = open("/runs/run-1", {
      "GET /api/runs/run-1": () => (stopped ? { ...running, state: "cancelled", progress: null } : running),
      "POST /api/runs/run-1/cancel": () => {
        stopped = true;
        return { ...running, state: "cancelled" };
      },
    });
    fireEvent.click(await screen.findByRole("button", { name: "中止" }));
    const confirm = within(await screen.findByRole("dialog")).getByRole("button", { name: "中止する" });
    expect(asked).not.toContain("POST /api/runs/run-1/cancel");

    fireEvent.click(confirm);
    fireEvent.click(confirm);

    await screen.findByText("社員の同期を中止しました。ミキワメの情報は変更されていません。");
    expect(asked.filter((question) => question.startsWith("POST"))).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "中止" })).toBeNull();
  });

  test("is not offered once the changes are being applied", async () => {
    const applying = { ...anOpenRun({ id: "run-1" }), progress: { phase: "applying", read: 5, total: 5 } as const };
    open("/runs/run-1", { "GET /api/runs/run-1": () => aRunDetail({ ...applying, errorFile: null }) });

    await screen.findByRole("progressbar");

    expect(screen.queryByRole("button", { name: "中止" })).toBeNull();
  });
});
