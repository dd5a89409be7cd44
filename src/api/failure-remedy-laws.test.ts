import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { acmeOf, change, chosen, crewsOf, insert, saveLimits, syncOnScreen, takeUp } from "../../test/law-scene.ts";
import { makeFieldByHand } from "../../test/opt-out-field.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { fieldIdOf } from "../../test/simulation/smarthr-state.ts";
import { viewRun } from "../app/browse-runs.ts";
import { linkByAccessToken } from "../app/link-by-access-token.ts";
import { remakeOptOutField } from "../app/remake-opt-out-field.ts";
import { carryRestorations, startRestoration } from "../app/restore-opt-outs.ts";
import type { RunFailure, Subject } from "../core/run.ts";
import { saveLink } from "../store/links.ts";
import { failureText } from "../text/failure-text.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NO_SIGNAL = new AbortController().signal;
const TOKEN_SCREEN = "SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」";
const LINK_PAGE = "ミキワメの「設定」＞「SmartHR連携」";

const REMAKE =
  "「ミキワメ連携」がない場合や、作成し直した場合は、ミキワメの「設定」＞「連携しない社員」で「カスタム項目を再作成する」を選び、連携しない社員を元に戻してください。";
const SYNC_AFTERWARDS = "その後、もう一度社員を同期してください。";

/** One way for a run to come to nothing, and the way out that its 対処 tells. */
interface Case {
  readonly when: string;
  readonly subject: Subject;
  /** The sentences of 対処 that are followed, letter for letter. */
  readonly says: readonly string[];
  /** Makes it so, and gives what to do about it. */
  readonly cause: (scene: ProductScene) => Promise<() => unknown> | (() => unknown);
  /** Unless the button was pressed. */
  readonly sync?: (scene: ProductScene) => Promise<Ended>;
}

/** How a run ended. */
interface Ended {
  readonly state: string | null;
  readonly failure: RunFailure | null;
}

const RESOURCES = [
  ["departments", "departments", "「部署」（/departments）"],
  ["employees", "crews", "「従業員」（/crews）"],
  ["employees", "crew_custom_field_templates", "「カスタム従業員項目」（/crew_custom_field_templates）"],
] as const;

/** Every kind of failure; of those that nobody can cause or put right in SmartHR, who does what. */
const CASES: Readonly<Record<RunFailure["kind"], readonly Case[] | string>> = {
  "missing-permission": [
    ...RESOURCES.map(
      ([subject, resource, name]): Case => ({
        when: `${resource} may not be read`,
        subject,
        says: [
          `${TOKEN_SCREEN}で、連携に使用しているアクセストークンの「リソースのアクセス許可」を開き、${name}の「参照」を許可してから、もう一度同期してください。`,
        ],
        cause: ({ sandbox }) => {
          sandbox.control("resource-permission", { resource, read: false });
          return () => sandbox.control("resource-permission", { resource, read: true });
        },
      }),
    ),
    {
      when: "nobody's 在籍状況 may be read",
      subject: "employees",
      says: [
        `${TOKEN_SCREEN}で、連携に使用しているアクセストークンの「従業員項目のアクセス許可」を開き、「在籍状況」の「参照」を許可してから、もう一度同期してください。`,
      ],
      cause: ({ sandbox }) => {
        sandbox.control("attribute-permission", { attribute: "emp_status", read: false });
        return () => sandbox.control("attribute-permission", { attribute: "emp_status", read: true });
      },
    },
  ],
  "link-rejected": [
    {
      when: "the access token is not good any more",
      subject: "employees",
      says: [
        `アクセストークンで連携している場合は、${TOKEN_SCREEN}で新しいアクセストークンを発行し、そのアクセストークンで連携してください。`,
      ],
      cause: (scene) => {
        scene.sandbox.control("expire-tokens", {});
        return () => link(scene, scene.sandbox.control("issue-token", {}).token);
      },
    },
  ],
  "ip-not-permitted": [
    {
      when: "the token's IPアドレス制限 does not know us",
      subject: "departments",
      says: [
        `ミキワメのIPアドレスを問い合わせ窓口に確認し、${TOKEN_SCREEN}で、連携に使用しているアクセストークンのIPアドレス制限に追加してから、もう一度同期してください。`,
      ],
      cause: ({ sandbox }) => {
        sandbox.control("ip-restriction", { permitted: false });
        return () => sandbox.control("ip-restriction", { permitted: true });
      },
    },
  ],
  "tenant-gone": [
    {
      when: "the account has another subdomain now",
      subject: "departments",
      says: [
        `${LINK_PAGE}で「連携中のアカウントURL」を確認してください。`,
        "SmartHRのURLと異なる場合は、「再連携する」を選んでから、もう一度同期してください。",
      ],
      cause: async (scene) => {
        await saveLink(db.queries, TEST_KEYS, {
          ...ownerOf(scene),
          subdomain: "former-acme",
          tenantUrl: "http://localhost:4000/tenants/former-acme",
          tokens: { kind: "token", accessToken: scene.sandbox.accessToken },
          linkedAt: scene.clock.now(),
        });
        return () => link(scene, scene.sandbox.accessToken);
      },
    },
  ],
  "opt-out-field-missing": [
    {
      when: "「連携しない」 was taken from the list",
      subject: "employees",
      says: [
        "SmartHRの「ミキワメ連携」で「連携しない」を選べない場合は、ドロップダウンリストに「連携しない」を追加してください。",
        SYNC_AFTERWARDS,
      ],
      cause: (scene) => {
        const field = acmeOf(scene).templates.find(({ id }) => id === fieldIdOf(acmeOf(scene)));
        const [sync] = field?.elements ?? [];
        const kept = { id: sync?.id ?? "", name: "連携する" };
        const setElements = (elements: readonly { readonly name: string; readonly id?: string }[]) =>
          scene.edit(
            change("crew_custom_field_templates", field?.id ?? "", { elements: elements.map((each) => ({ ...each })) }),
          );
        setElements([kept]);
        return () => setElements([kept, { name: "連携しない" }]);
      },
    },
    {
      when: "the field was deleted",
      subject: "employees",
      says: [REMAKE, SYNC_AFTERWARDS],
      cause: (scene) => {
        scene.sandbox.control("delete-opt-out-field", {});
        return () => remake(scene, "made");
      },
    },
    {
      when: "the field was deleted, and people had been opted out",
      subject: "employees",
      says: [REMAKE, SYNC_AFTERWARDS],
      cause: async (scene) => {
        await optSomebodyOut(scene);
        scene.sandbox.control("delete-opt-out-field", {});
        return async () => {
          await remake(scene, "made");
          await restoreAll(scene);
        };
      },
    },
    {
      when: "the field was deleted, and made by hand under the same names",
      subject: "employees",
      says: [REMAKE, SYNC_AFTERWARDS],
      cause: (scene) => {
        scene.sandbox.control("delete-opt-out-field", {});
        makeFieldByHand(scene);
        return () => remake(scene, "adopted");
      },
    },
    {
      when: "the field was deleted, made by hand, and the account linked anew in vain",
      subject: "employees",
      says: [REMAKE, SYNC_AFTERWARDS],
      cause: async (scene) => {
        scene.sandbox.control("delete-opt-out-field", {});
        makeFieldByHand(scene);
        await link(scene, scene.sandbox.accessToken);
        return () => remake(scene, "adopted");
      },
    },
  ],
  "opt-out-field-unreadable": [
    {
      when: "the field may not be read any more",
      subject: "employees",
      says: [
        `${TOKEN_SCREEN}で、連携に使用しているアクセストークンの「従業員項目のアクセス許可」を開き、「ミキワメ連携」の「参照」を許可してから、もう一度社員を同期してください。`,
      ],
      cause: async (scene) => {
        await optSomebodyOut(scene);
        scene.sandbox.control("custom-field-permission", { name: "ミキワメ連携", read: false });
        return () => scene.sandbox.control("custom-field-permission", { name: "ミキワメ連携", read: true });
      },
    },
    {
      when: "the field was made anew, and nobody has chosen anything in it",
      subject: "employees",
      says: [
        "すでに許可している場合は、「設定」＞「連携しない社員」で、登録しない社員を「連携しない」に戻してから、もう一度社員を同期してください。",
      ],
      cause: async (scene) => {
        await optSomebodyOut(scene);
        scene.sandbox.control("delete-opt-out-field", {});
        await remake(scene, "made");
        return () => restoreAll(scene);
      },
    },
  ],
  "smarthr-busy": [
    itPasses("SmartHR answers nothing but 429", "rate-limited", "時間をおいて、もう一度同期してください。"),
  ],
  "smarthr-unavailable": [
    itPasses("SmartHR answers nothing but 500", "server-error", "時間をおいて、もう一度同期してください。"),
    itPasses("SmartHR's answers are cut off", "cut-off", "時間をおいて、もう一度同期してください。"),
  ],
  "smarthr-maintenance": [
    itPasses(
      "SmartHR is in maintenance for more than six hours",
      "maintenance",
      "SmartHRのメンテナンスが終了してから、もう一度同期してください。",
    ),
  ],
  "source-changed": [
    {
      when: "somebody enters while every page is read",
      subject: "employees",
      says: ["SmartHRで一括更新などを行なっている場合は終わるまで待ち、時間をおいて、もう一度同期してください。"],
      cause: ({ sandbox }) => {
        const hundred = Array.from({ length: 100 }, (_, index) => newcomer(100 + index));
        // One page is always of one moment.
        sandbox.control("edits", { edits: hundred.map((values) => ({ op: "insert", list: "crews", values })) });
        for (let afterPages = 1; afterPages <= 12; afterPages++) {
          const edits = [{ op: "insert" as const, list: "crews" as const, values: newcomer(afterPages) }];
          sandbox.control("edits-between-pages", { list: "crews", afterPages, edits });
        }
        return () => sandbox.control("calm", {});
      },
    },
  ],
  "plan-changed": [
    {
      when: "SmartHR was edited after the plan was seen",
      subject: "departments",
      says: ["新しい同期の内容を確認してから、もう一度同期してください。"],
      cause: async (scene) => {
        const see = async () => seenDigests.set(scene, (await scene.preview("departments")).summary.digest ?? "");
        await see();
        insert(scene, "departments", { code: "N001", name: "新設部" });
        return see;
      },
      sync: async (scene) =>
        (await scene.run("departments", { expectedDigest: seenDigests.get(scene) ?? null })).summary,
    },
  ],
  interrupted: [
    {
      when: "the command was stopped",
      subject: "departments",
      says: ["もう一度同期してください。"],
      cause: (scene) => {
        stopped.add(scene);
        return () => stopped.delete(scene);
      },
      sync: async (scene) => {
        const signal = stopped.has(scene) ? AbortSignal.abort() : NO_SIGNAL;
        return (await scene.run("departments", { signal })).summary;
      },
    },
  ],
  "unexpected-shape": "whoever makes the product adapts it to SmartHR's new answer",
  "disk-full": "whoever operates the database makes room (disk-full.test.ts)",
  "opt-outs-being-restored": "ends by itself: restore-opt-outs.test.ts syncs while it goes on, and again afterwards",
  internal: "whoever makes the product mends it",
};

// What the person at the command line knows.
const seenDigests = new WeakMap<ProductScene, string>();
const stopped = new WeakSet<ProductScene>();

function itPasses(
  when: string,
  fault: "rate-limited" | "server-error" | "cut-off" | "maintenance",
  says: string,
): Case {
  return {
    when,
    subject: "departments",
    says: [says],
    cause: ({ sandbox, clock }) => {
      sandbox.control("faults", { kind: fault, count: null, resetSeconds: 60 });
      return async () => {
        sandbox.control("calm", {});
        await clock.advance(3_600_000);
      };
    },
  };
}

const TESTED = Object.entries(CASES).flatMap(([kind, cases]) =>
  typeof cases === "string" ? [] : cases.map((each) => ({ kind, ...each })),
);

describe("after what 対処 of a failure says, the next run succeeds", () => {
  test.each(TESTED)("$kind: when $when", async ({ kind, subject, says, cause, sync }) => {
    const scene = await aLinkedCompany();
    const remedy = await cause(scene);
    const syncNow = sync ?? ((of: ProductScene) => press(of, subject));

    const failed = await syncNow(scene);
    expect(failed).toMatchObject({ state: "failed", failure: { kind } });
    const sentences = (failed.failure ? failureText(failed.failure).remedy : "").split(/(?<=。)/);
    expect(sentences).toEqual(expect.arrayContaining([...says]));
    await remedy();

    expect(await syncNow(scene)).toMatchObject({ state: "succeeded", failure: null });
  });
});

// Two sentences are for whoever linked by SmartHR Plus; both say to link anew, which these laws do by access token.
const OF_OAUTH = /^SmartHR Plusのアプリで連携している場合は|「再連携する」を選んでから、もう一度同期してください。$/;

test("every sentence of 対処 that these laws can follow is followed", () => {
  for (const [kind, cases] of Object.entries(CASES)) {
    if (typeof cases === "string") continue;
    const followed = new Set(cases.flatMap(({ says }) => says));
    // A name of a resource stands in this text; every other is the same for all of its kind.
    const failure = (kind === "missing-permission" ? { kind, resource: "crews" } : { kind }) as RunFailure;
    const sentences = failureText(failure).remedy.split(/(?<=。)/);
    expect(sentences.filter((sentence) => !followed.has(sentence) && !OF_OAUTH.test(sentence))).toEqual([]);
  }
});

function newcomer(number: number) {
  const name = { last_name: "見本", first_name: "太郎", last_name_yomi: "ミホン", first_name_yomi: "タロウ" };
  return { ...name, email: `mihon.${number}@example.com` };
}

async function aLinkedCompany(): Promise<ProductScene> {
  const scene = await aProduct(db, { seed: 6 });
  await saveLimits(scene);
  await link(scene, scene.sandbox.accessToken);
  expect(await press(scene, "departments")).toMatchObject({ state: "succeeded" });
  expect(await press(scene, "employees")).toMatchObject({ state: "succeeded" });
  return scene;
}

/** A press of the button, and workers that take the run up for as long as it is put off. */
async function press(scene: ProductScene, subject: Subject): Promise<Ended> {
  const id = await syncOnScreen(scene, subject);
  for (let tries = 0; tries < 500; tries++) {
    const run = await viewRun(scene.product, scene.companyId, id);
    if (run?.state !== "queued") return { state: run?.state ?? null, failure: run?.failure ?? null };
    await scene.clock.advance(60_000);
    await takeUp(scene, id);
  }
  throw new Error("expected the run to end within eight hours");
}

function ownerOf({ companyId }: ProductScene) {
  return { companyId, administratorEmail: "hr@example.com" };
}

async function link(scene: ProductScene, accessToken: string): Promise<void> {
  const typed = { account: "acme", accessToken, confirmedSubdomain: "acme", signal: NO_SIGNAL };
  expectOk(await linkByAccessToken(scene.product, ownerOf(scene), typed));
}

async function optSomebodyOut(scene: ProductScene): Promise<void> {
  scene.edit(change("crews", crewsOf(scene)[0]?.id ?? "", chosen(scene, "skip")));
  expect(await press(scene, "employees")).toMatchObject({ state: "succeeded" });
}

async function remake({ product, companyId, reach }: ProductScene, outcome: "made" | "adopted"): Promise<void> {
  expect(expectOk(await remakeOptOutField(product, companyId, reach, { signal: NO_SIGNAL }))).toBe(outcome);
}

async function restoreAll({ product, companyId, reach }: ProductScene): Promise<void> {
  const by = { companyId, subdomain: reach.subdomain, administratorEmail: "hr@example.com", actor: "hr@example.com" };
  expectOk(await startRestoration(product, { ...by, readAt: null, except: new Set() }));
  await carryRestorations(product, NO_SIGNAL);
}
