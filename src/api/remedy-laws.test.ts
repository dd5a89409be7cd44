import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import {
  acmeOf,
  change,
  chosen,
  crewsOf,
  insert,
  saveLimits,
  smartHrDepartment,
  takeBack,
} from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { deleteEmployees } from "../app/delete-employees.ts";
import { addDepartment } from "../app/edit-departments.ts";
import type { RunReport } from "../app/run-report.ts";
import type {
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import type { Subject } from "../core/run.ts";
import type { Json } from "../sandbox/tenant.ts";
import { saveSettings } from "../store/companies.ts";
import { departmentRejectionText, employeeRejectionText } from "../text/rejection-text.ts";
import { departmentSkipText, employeeSkipText } from "../text/skip-text.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

type RejectionKind = EmployeeRejectionReason["kind"] | DepartmentRejectionReason["kind"];
type SkipReason = EmployeeSkipReason | DepartmentSkipReason;

/** One way into a rejection, and the way out that its 対処 tells. */
interface Case {
  readonly when: string;
  /** The sentences of 対処 that are followed, letter for letter. */
  readonly says: readonly string[];
  /** Makes it so in SmartHR, and gives the row that is left out, with what to do about it. */
  readonly cause: (scene: ProductScene) => Promise<LeftOut> | LeftOut;
}

interface LeftOut {
  /** SmartHR's id of the row. */
  readonly id: string;
  readonly remedy: () => Promise<unknown> | unknown;
}

type Values = { readonly [key: string]: Json };

const EMPLOYEES_AGAIN = "もう一度社員を同期してください。";
const DEPARTMENTS_AGAIN = "もう一度部署を同期してください。";

/** Somebody new in SmartHR, of whom something is not as it should be; and what is then written in their record. */
function newcomer(when: string, says: readonly string[], faulty: Values, mended: Values): Case {
  return {
    when,
    says,
    cause: (scene) => {
      const id = insert(scene, "crews", { ...aPerson(scene), ...faulty });
      return { id, remedy: () => scene.edit(change("crews", id, mended)) };
    },
  };
}

function newDepartment(when: string, says: readonly string[], faulty: Values, mended: Values): Case {
  return {
    when,
    says,
    cause: (scene) => {
      const id = insert(scene, "departments", { code: "N001", name: "新設部", ...faulty });
      return { id, remedy: () => scene.edit(change("departments", id, mended)) };
    },
  };
}

function aPerson(scene: ProductScene): Values {
  const number = crewsOf(scene).length + 1;
  return {
    emp_code: `N${number}`,
    last_name: "見本",
    first_name: "太郎",
    last_name_yomi: "ミホン",
    first_name_yomi: "タロウ",
    email: `mihon.${number}@example.com`,
    emp_status: "employed",
    department_ids: [smartHrDepartment(scene, "D0002").id],
  };
}

const NAME = [`SmartHRの従業員リストでこの従業員を開き、姓と名の両方を入力してから、${EMPLOYEES_AGAIN}`] as const;
const KANA = [
  `SmartHRの従業員リストでこの従業員を開き、姓（カタカナ）と名（カタカナ）の両方を入力してから、${EMPLOYEES_AGAIN}`,
] as const;
const EMAIL_MAY_BE_READ =
  "全員がこのエラーの場合は、SmartHRのアクセストークンの「従業員項目のアクセス許可」で、「メールアドレス」の「参照」を許可してください。";
const EMAIL = [
  `SmartHRの従業員リストでこの従業員を開き、従業員情報の「メールアドレス」を入力してから、${EMPLOYEES_AGAIN}`,
] as const;
const EMAIL_SHAPE = [
  `SmartHRの従業員リストでこの従業員を開き、「メールアドレス」に余分な文字や抜けがないかを確認して修正してから、${EMPLOYEES_AGAIN}`,
] as const;
const OWN_EMAIL = `SmartHRの従業員リストで、「メールアドレス」が従業員ごとに異なるように修正してから、${EMPLOYEES_AGAIN}`;
const OWN_EMAIL_UNLESS_OUT =
  "同期しない従業員がいる場合は、その従業員の「ミキワメ連携」で「連携しない」を選んでください。";
const SYNC_DEPARTMENT = `部署を同期して「新設部」（部署コード「N001」）を登録してから、${EMPLOYEES_AGAIN}`;
const DEPARTMENT_FIRST = "部署の同期でエラーになる場合は、先に部署のエラーを解消してください。";
const DISCONTINUED = `SmartHRで廃止した部署の場合は、SmartHRでこの従業員の部署1を変更するか、ミキワメの「部署管理」で同じ部署コードの部署を追加してから、${EMPLOYEES_AGAIN}`;
const HOLDER = "000002 藤田 凛";
const HOLDER_FIRST = `先に${HOLDER}のエラーを解消してください。`;
const HOLDER_NOT_NEW = `${HOLDER}を同じ社員として扱う場合は、新しい社員として登録した同期の「この処理を取り消す」を選んでから、${EMPLOYEES_AGAIN}`;
const HOLDER_SYNCED = `${HOLDER}も同期する場合は、${HOLDER}の「ミキワメ連携」で「連携する」を選んでから、${EMPLOYEES_AGAIN}`;
const HOLDER_NOT_WANTED = `${HOLDER}をミキワメに登録しない場合は、ミキワメの社員データ削除機能で${HOLDER}を削除してから、${EMPLOYEES_AGAIN}`;
const HOLDER_DELETED = `${HOLDER}がこのメールアドレスを使用しなくなった場合は、ミキワメの社員データ削除機能で${HOLDER}を削除してから、${EMPLOYEES_AGAIN}`;
const FREE_EMAIL = `SmartHRの従業員リストでこの従業員を開き、「メールアドレス」をほかの社員が使用していないものに修正してから、${EMPLOYEES_AGAIN}`;
const OWN_NAME = `SmartHRの部署マスターで、部署名が部署ごとに異なるように変更してから、${DEPARTMENTS_AGAIN}`;

const NAME_MENDED = { last_name: "見本", first_name: "花子" };
const KANA_MENDED = { last_name_yomi: "ミホン", first_name_yomi: "ハナコ" };
const LONG = "部".repeat(801);

/** Every kind of rejection: one without an entry does not compile. */
const CASES: Readonly<Record<RejectionKind, readonly Case[]>> = {
  "missing-name": [
    newcomer("the 姓 is missing", NAME, { last_name: null }, NAME_MENDED),
    newcomer("the 名 is blank", NAME, { first_name: "　" }, NAME_MENDED),
    newcomer(
      "there is only a business 名 and a blank business 姓",
      NAME,
      { last_name: "", first_name: "", business_first_name: "花子", business_last_name: " " },
      NAME_MENDED,
    ),
  ],
  "missing-kana": [
    newcomer("the 姓（カタカナ） is missing", KANA, { last_name_yomi: null }, KANA_MENDED),
    newcomer("the 名（カタカナ） is blank", KANA, { first_name_yomi: " " }, KANA_MENDED),
    newcomer(
      "a business name has no reading, and the legal one has none either",
      KANA,
      { business_last_name: "旧姓", business_last_name_yomi: "　", last_name_yomi: "", first_name_yomi: null },
      KANA_MENDED,
    ),
  ],
  "missing-email": [
    newcomer("there is no address", EMAIL, { email: null }, { email: "hanako@example.com" }),
    newcomer("the address is a zero-width space", EMAIL, { email: "\u200B" }, { email: "hanako@example.com" }),
    {
      when: "nobody's address may be read any more",
      says: [EMAIL_MAY_BE_READ],
      cause: (scene) => {
        const id = insert(scene, "crews", { ...aPerson(scene), email: "hanako@example.com" });
        const mayRead = (read: boolean) => scene.sandbox.control("attribute-permission", { attribute: "email", read });
        mayRead(false);
        return { id, remedy: () => void mayRead(true) };
      },
    },
  ],
  "invalid-email": [
    newcomer("the at sign is missing", EMAIL_SHAPE, { email: "hanako" }, { email: "hanako@example.com" }),
    newcomer("there is a space in it", EMAIL_SHAPE, { email: "hana ko@example.com" }, { email: "hanako@example.com" }),
    newcomer(
      "it is longer than any mail server takes",
      EMAIL_SHAPE,
      { email: `${"a".repeat(250)}@example.com` },
      { email: "hanako@example.com" },
    ),
  ],
  "duplicate-email": [
    {
      when: "two people entered share an address, written differently",
      says: [OWN_EMAIL],
      cause: (scene) => {
        insert(scene, "crews", { ...aPerson(scene), email: "KYOYU@example.com" });
        const id = insert(scene, "crews", { ...aPerson(scene), email: "ｋｙｏｙｕ@example.com" });
        return { id, remedy: () => scene.edit(change("crews", id, { email: "kojin@example.com" })) };
      },
    },
    {
      when: "somebody entered has the address of somebody whom the roster knows",
      says: [OWN_EMAIL],
      cause: (scene) => {
        const id = insert(scene, "crews", { ...aPerson(scene), email: emailOf(scene, 3) });
        return { id, remedy: () => scene.edit(change("crews", id, { email: "kojin@example.com" })) };
      },
    },
    {
      when: "the other one is not to be synced",
      says: [OWN_EMAIL_UNLESS_OUT],
      cause: (scene) => {
        const other = insert(scene, "crews", { ...aPerson(scene), email: "kyoyu@example.com" });
        const id = insert(scene, "crews", { ...aPerson(scene), email: "kyoyu@example.com" });
        return { id, remedy: () => scene.edit(change("crews", other, chosen(scene, "skip"))) };
      },
    },
  ],
  "unknown-department": [
    {
      when: "部署1 has no code",
      says: [`SmartHRの部署マスターで部署1の「新設部」に部署コードを入力し、部署を同期してから、${EMPLOYEES_AGAIN}`],
      cause: (scene) => {
        const department = insert(scene, "departments", { code: null, name: "新設部" });
        const id = insert(scene, "crews", { ...aPerson(scene), department_ids: [department] });
        return {
          id,
          remedy: async () => {
            scene.edit(change("departments", department, { code: "N001" }));
            await scene.run("departments");
          },
        };
      },
    },
    {
      when: "部署1 was not synced yet",
      says: [SYNC_DEPARTMENT],
      cause: (scene) => {
        const department = insert(scene, "departments", { code: "N001", name: "新設部" });
        const id = insert(scene, "crews", { ...aPerson(scene), department_ids: [department] });
        return { id, remedy: () => scene.run("departments") };
      },
    },
    {
      when: "部署1 is rejected itself",
      says: [SYNC_DEPARTMENT, DEPARTMENT_FIRST],
      cause: async (scene) => {
        const other = insert(scene, "departments", { code: "N001", name: "別の部" });
        const department = insert(scene, "departments", { code: "N001", name: "新設部" });
        const id = insert(scene, "crews", { ...aPerson(scene), department_ids: [department] });
        await scene.run("departments");
        return {
          id,
          remedy: async () => {
            scene.edit(change("departments", other, { code: "N002" }));
            await scene.run("departments");
          },
        };
      },
    },
    {
      when: "SmartHR has discontinued 部署1, and the person belongs elsewhere",
      says: [DISCONTINUED],
      cause: (scene) => {
        const id = insert(scene, "crews", { ...aPerson(scene), department_ids: [discontinued(scene)] });
        const { id: elsewhere } = smartHrDepartment(scene, "D0003");
        return { id, remedy: () => scene.edit(change("crews", id, { department_ids: [elsewhere] })) };
      },
    },
    {
      when: "SmartHR has discontinued 部署1, and the person left with it",
      says: [DISCONTINUED],
      cause: (scene) => {
        const left = { emp_status: "retired", resigned_at: "2026-03-31" };
        const id = insert(scene, "crews", { ...aPerson(scene), ...left, department_ids: [discontinued(scene)] });
        const editor = { companyId: scene.companyId, actor: "hr@example.com" };
        const department = { code: "N001", name: "新設部", parentCode: null };
        return { id, remedy: async () => expectOk(await addDepartment(scene.product, editor, department)) };
      },
    },
  ],
  "email-held": [
    {
      when: "the address is a slip",
      says: [FREE_EMAIL],
      cause: async (scene) => {
        const { id, holder } = await takeAddressOfSecond(scene);
        scene.edit({ op: "delete", list: "crews", where: { id: holder } });
        return { id, remedy: () => scene.edit(change("crews", id, { email: "free@example.com" })) };
      },
    },
    {
      when: "whoever had it has another one, and is rejected themselves",
      says: [HOLDER_FIRST],
      cause: async (scene) => {
        const { id, holder } = await takeAddressOfSecond(scene);
        scene.edit(change("crews", holder, { email: "free@example.com", first_name: null }));
        return { id, remedy: () => scene.edit(change("crews", holder, { first_name: "凛" })) };
      },
    },
    {
      when: "whoever had it was made new by a sync before, and the former one is left behind",
      says: [HOLDER_NOT_NEW],
      cause: async (scene) => {
        const [, other] = crewsOf(scene);
        const address = emailOf(scene, 1);
        scene.edit(change("crews", other?.id ?? "", { email: "free@example.com" }));
        const { summary } = await scene.run("employees");
        const { id } = await takeAddressOfSecond(scene, address);
        return { id, remedy: () => takeBack(scene, summary.runId ?? "") };
      },
    },
    {
      when: "whoever had it is gone from SmartHR",
      says: [HOLDER_DELETED],
      cause: async (scene) => {
        const { id, holder, address } = await takeAddressOfSecond(scene);
        scene.edit({ op: "delete", list: "crews", where: { id: holder } });
        return { id, remedy: () => deleteByHand(scene, address) };
      },
    },
    {
      when: "whoever had it has another one, and is not synced any more",
      says: [HOLDER_SYNCED],
      cause: async (scene) => {
        const { id, holder } = await takeAddressOfSecond(scene);
        scene.edit(change("crews", holder, { ...chosen(scene, "skip"), email: "free@example.com" }));
        return { id, remedy: () => scene.edit(change("crews", holder, chosen(scene, "sync"))) };
      },
    },
    {
      when: "whoever had it is not to be synced any more",
      says: [HOLDER_NOT_WANTED],
      cause: async (scene) => {
        const { id, holder, address } = await takeAddressOfSecond(scene);
        scene.edit(change("crews", holder, chosen(scene, "skip")));
        return { id, remedy: () => deleteByHand(scene, address) };
      },
    },
  ],
  "duplicate-department-code": [
    {
      when: "two new departments share a code",
      says: [`SmartHRの部署マスターで、部署コードが部署ごとに異なるように修正してから、${DEPARTMENTS_AGAIN}`],
      cause: (scene) => {
        insert(scene, "departments", { code: "N001", name: "別の部" });
        const id = insert(scene, "departments", { code: " N001", name: "新設部" });
        return { id, remedy: () => scene.edit(change("departments", id, { code: "N002" })) };
      },
    },
    {
      when: "a new department has the code of one that the roster knows",
      says: [`SmartHRの部署マスターで、部署コードが部署ごとに異なるように修正してから、${DEPARTMENTS_AGAIN}`],
      cause: (scene) => {
        const id = insert(scene, "departments", { code: "D0002", name: "新設部" });
        return { id, remedy: () => scene.edit(change("departments", id, { code: "N002" })) };
      },
    },
  ],
  "missing-department-name": [
    newDepartment(
      "there is no name",
      [`SmartHRの部署マスターで部署名を入力してから、${DEPARTMENTS_AGAIN}`],
      { name: "" },
      { name: "新設部" },
    ),
  ],
  "department-code-too-long": [
    newDepartment(
      "the code is longer than 800 characters",
      [`SmartHRの部署マスターで部署コードを800文字以内に修正してから、${DEPARTMENTS_AGAIN}`],
      { code: LONG },
      { code: LONG.slice(0, 800) },
    ),
  ],
  "department-name-too-long": [
    newDepartment(
      "the name is longer than 800 characters",
      [`SmartHRの部署マスターで部署名を800文字以内に修正してから、${DEPARTMENTS_AGAIN}`],
      { name: LONG },
      { name: LONG.slice(0, 800) },
    ),
  ],
  "duplicate-department-name": [
    {
      when: "two new departments want one name",
      says: [OWN_NAME],
      cause: (scene) => {
        insert(scene, "departments", { code: "N001", name: "新設部" });
        const id = insert(scene, "departments", { code: "N002", name: "新設部" });
        return { id, remedy: () => scene.edit(change("departments", id, { name: "第2新設部" })) };
      },
    },
    {
      when: "another department has the name",
      says: [`SmartHRの部署マスターで、この部署の部署名を変更してから、${DEPARTMENTS_AGAIN}`],
      cause: (scene) => {
        const { name } = smartHrDepartment(scene, "D0003");
        const id = insert(scene, "departments", { code: "N001", name });
        return { id, remedy: () => scene.edit(change("departments", id, { name: "新設部" })) };
      },
    },
    {
      when: "M19: the same department was made anew under another code",
      says: ["部署コード「D0003」の部署と同じ部署の場合は、部署名ではなく部署コードを「D0003」に変更してください。"],
      cause: (scene) => {
        const former = smartHrDepartment(scene, "D0003");
        scene.edit(change("departments", former.id, { discontinued_on: "2026-03-31" }));
        const id = insert(scene, "departments", { code: "N001", name: former.name });
        return { id, remedy: () => scene.edit(change("departments", id, { code: "D0003" })) };
      },
    },
  ],
  "parent-loop": [
    {
      when: "a department above it keeps its old parent because of its name",
      says: [
        `部署コード「N002」のうち、ほかの原因でエラーになっている部署をSmartHRの部署マスターで修正してから、${DEPARTMENTS_AGAIN}`,
      ],
      cause: async (scene) => {
        const id = insert(scene, "departments", { code: "N001", name: "物流部" });
        const below = insert(scene, "departments", { code: "N002", name: "倉庫課", parent_id: id });
        await scene.run("departments");
        const { name } = smartHrDepartment(scene, "D0003");
        scene.edit(
          change("departments", below, { name, parent_id: null }),
          change("departments", id, { parent_id: below }),
        );
        return { id, remedy: () => scene.edit(change("departments", below, { name: "第2倉庫課" })) };
      },
    },
  ],
};

const SUBJECT_BY_KIND: Readonly<Record<RejectionKind, Subject>> = {
  "missing-name": "employees",
  "missing-kana": "employees",
  "missing-email": "employees",
  "invalid-email": "employees",
  "duplicate-email": "employees",
  "unknown-department": "employees",
  "email-held": "employees",
  "duplicate-department-code": "departments",
  "missing-department-name": "departments",
  "department-code-too-long": "departments",
  "department-name-too-long": "departments",
  "duplicate-department-name": "departments",
  "parent-loop": "departments",
};

const KINDS = Object.keys(CASES) as RejectionKind[];

describe.each(KINDS)("%s", (kind) => {
  const subject = SUBJECT_BY_KIND[kind];
  const followed = new Set(CASES[kind].flatMap(({ says }) => says));

  test.each(CASES[kind])("when $when, doing what 対処 says brings the row into the roster", async ({ says, cause }) => {
    const scene = await aSyncedRoster();
    const { id, remedy } = await cause(scene);
    const rejected = rejectionOf(await scene.run(subject), id);
    expect(rejected).toMatchObject({ kinds: expect.arrayContaining([kind]) });
    const sentences = rejected?.remedies.join("").split(/(?<=。)/) ?? [];
    expect(sentences).toEqual(expect.arrayContaining([...says]));
    // Nothing is said that no case of this kind follows.
    expect(sentences.filter((sentence) => !followed.has(sentence))).toEqual([]);

    await remedy();
    const after = await scene.run(subject);

    expect(rejectionOf(after, id)).toBeNull();
    expect(await isInRoster(scene, subject, id)).toBe(true);
  });
});

/** Every reason to leave somebody out on purpose, too. */
const SKIPS: Readonly<Record<SkipReason, Case & { readonly subject: Subject }>> = {
  "no-department-code": {
    subject: "departments",
    ...newDepartment(
      "there is no code",
      [`同期する場合は、SmartHRの部署マスターで部署コードを入力してから、${DEPARTMENTS_AGAIN}`],
      { code: "　" },
      { code: "N001" },
    ),
  },
  "opted-out": {
    subject: "employees",
    when: "「連携しない」 was chosen",
    says: [
      `同期する場合は、SmartHRの従業員情報の最下部にある「ミキワメカテゴリー」の「ミキワメ連携」で「連携する」を選んでから、${EMPLOYEES_AGAIN}`,
    ],
    cause: (scene) => {
      const id = insert(scene, "crews", { ...aPerson(scene), ...chosen(scene, "skip") });
      return { id, remedy: () => scene.edit(change("crews", id, chosen(scene, "sync"))) };
    },
  },
  "retired-not-in-roster": {
    subject: "employees",
    when: "the company creates nobody who has left",
    says: [
      `同期する場合は、ミキワメの「設定」で、退職済の従業員も新しく登録するように変更してから、${EMPLOYEES_AGAIN}`,
    ],
    cause: async (scene) => {
      const settings = { createRetired: false, whenAddressChanged: "create-new" } as const;
      await saveSettings(db.queries, scene.companyId, settings);
      const id = insert(scene, "crews", { ...aPerson(scene), emp_status: "retired", resigned_at: "2026-03-31" });
      return { id, remedy: () => saveSettings(db.queries, scene.companyId, { ...settings, createRetired: true }) };
    },
  },
};

test.each(Object.entries(SKIPS))(
  "whoever is left out on purpose as %s is synced after what 対処 says",
  async (reason, { subject, says, cause }) => {
    const scene = await aSyncedRoster();
    const { id, remedy } = await cause(scene);
    const skipped = skipOf(await scene.run(subject), id);
    expect(skipped).toEqual({ reason, remedy: says.join("") });

    await remedy();
    const after = await scene.run(subject);

    expect([skipOf(after, id), rejectionOf(after, id)]).toEqual([null, null]);
    expect(await isInRoster(scene, subject, id)).toBe(true);
  },
);

/** Everybody of SmartHR is in the roster; no guard stands in the way. */
async function aSyncedRoster(): Promise<ProductScene> {
  const scene = await aProduct(db, { seed: 6 });
  await saveLimits(scene);
  await scene.run("departments");
  const { summary } = await scene.run("employees");
  expect(summary.state).toBe("succeeded");
  return scene;
}

/** SmartHR's id of a department that nobody is told of any more, but whoever belongs to it. */
function discontinued(scene: ProductScene): string {
  return insert(scene, "departments", { code: "N001", name: "新設部", discontinued_on: "2026-03-31" });
}

async function deleteByHand(scene: ProductScene, email: string): Promise<void> {
  const employees = (await scene.employees()).filter((employee) => employee.email === email);
  const deletion = { companyId: scene.companyId, employees, actor: "hr@example.com" };
  expect(expectOk(await deleteEmployees(scene.product, deletion))).toBe(1);
}

function emailOf(scene: ProductScene, place: number): string {
  return String(crewsOf(scene)[place]?.values["email"]);
}

/** The company follows people, and the first one took the second one's address. */
async function takeAddressOfSecond(scene: ProductScene, address = emailOf(scene, 1)) {
  const settings = { createRetired: true, whenAddressChanged: "follow-person" } as const;
  await saveSettings(db.queries, scene.companyId, settings);
  const [one, other] = crewsOf(scene);
  if (one === undefined || other === undefined) throw new Error("expected two people");
  scene.edit(change("crews", one.id, { email: address }));
  return { id: one.id, holder: other.id, address };
}

function rejectionOf({ rows }: RunReport, id: string) {
  if (rows.subject === "departments") {
    const found = rows.findings.rejections.find(({ row }) => row.departmentId === id);
    return found ? explained(found.reasons, departmentRejectionText) : null;
  }
  const found = rows.findings.rejections.find(({ row }) => row.crewId === id);
  return found ? explained(found.reasons, employeeRejectionText) : null;
}

function explained<Reason extends { readonly kind: RejectionKind }>(
  reasons: readonly Reason[],
  textOf: (reason: Reason) => { readonly remedy: string },
) {
  const remedies = reasons.map((reason) => textOf(reason).remedy);
  return { kinds: reasons.map(({ kind }) => kind), remedies };
}

function skipOf({ rows }: RunReport, id: string) {
  if (rows.subject === "departments") {
    const found = rows.findings.skips.find(({ row }) => row.departmentId === id);
    return found ? { reason: found.reason, remedy: departmentSkipText(found.reason).remedy } : null;
  }
  const found = rows.findings.skips.find(({ row }) => row.crewId === id);
  return found ? { reason: found.reason, remedy: employeeSkipText(found.reason).remedy } : null;
}

/** With what SmartHR says of it now. */
async function isInRoster(scene: ProductScene, subject: Subject, id: string): Promise<boolean> {
  const acme = acmeOf(scene);
  if (subject === "departments") {
    const row = acme.departments.find((each) => each.id === id);
    const parent = acme.departments.find((each) => each.id === row?.parentId);
    return (await scene.departments()).some(
      ({ code, name, parentCode }) =>
        code === row?.code?.trim() && name === row.name && parentCode === (parent?.code ?? null),
    );
  }
  const department = acme.departments.find(
    (each) => each.id === crewsOf(scene).find((crew) => crew.id === id)?.departmentIds[0],
  );
  return (await scene.employees()).some(
    ({ crewId, departmentCode }) => crewId === id && departmentCode === (department?.code ?? null),
  );
}
