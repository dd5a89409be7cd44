import { describe, expect, test } from "vitest";
import type { EmployeeRejectionReason } from "../core/plan.ts";
import { departmentRejectionText, employeeRejectionText } from "./rejection-text.ts";

const taro = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };
const hanako = { crewId: "crew-2", employeeNumber: null, lastName: "見本", firstName: "花子" };

describe("M19: 部署名重複エラー", () => {
  test("names the department that has the name", () => {
    const message = departmentRejectionText({ kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] });

    expect(message).toEqual({
      event: "この部署は同期できません（部署名重複エラー）。",
      cause: "部署コード「A003」の部署が、同じ部署名でミキワメに登録されています。",
      remedy:
        "SmartHRの部署マスターで、この部署の部署名を変更してから、もう一度部署を同期してください。部署コード「A003」の部署と同じ部署の場合は、部署名ではなく部署コードを「A003」に変更してください。",
    });
  });

  test("names the departments that want the same free name", () => {
    const { cause } = departmentRejectionText({
      kind: "duplicate-department-name",
      holderCode: null,
      rivalCodes: ["A004", "A005"],
    });

    expect(cause).toBe(
      "同じ部署名にする部署が、SmartHRの部署マスターにほかにもあります（部署コード「A004」「A005」）。",
    );
  });
});

test("a repeated department code says how many others have it", () => {
  const { cause } = departmentRejectionText({ kind: "duplicate-department-code", otherDepartmentIds: ["b", "c"] });

  expect(cause).toBe("SmartHRの部署マスターに、同じ部署コードの部署がほかに2件あります。");
});

test("a loop of parents is shown once round, and its other departments are to be mended", () => {
  const message = departmentRejectionText({ kind: "parent-loop", loopCodes: ["A001", "A002", "A003"] });

  expect(message).toEqual({
    event: "この部署は同期できません。",
    cause:
      "SmartHRのとおりに親部署を変更すると、上位の部署をたどったときにこの部署に戻ります（部署コード「A001」→「A002」→「A003」→「A001」）。上位の部署のなかに、エラーのため元の親部署のままになる部署があります。",
    remedy:
      "部署コード「A002」「A003」のうち、ほかの原因でエラーになっている部署をSmartHRの部署マスターで修正してから、もう一度部署を同期してください。",
  });
});

describe("M26: 連携対象から除外される社員", () => {
  test("a shared address names the others by 社員番号 姓 名", () => {
    const { cause } = employeeRejectionText({ kind: "duplicate-email", others: [taro, hanako], otherCount: 2 });

    expect(cause).toBe("SmartHRに、同じメールアドレスの従業員がほかに2人います（0001 見本 太郎、見本 花子）。");
  });

  test("of many who share an address some are named and the rest are counted", () => {
    const { cause } = employeeRejectionText({ kind: "duplicate-email", others: [taro], otherCount: 12 });

    expect(cause).toBe("SmartHRに、同じメールアドレスの従業員がほかに12人います（0001 見本 太郎、ほか11人）。");
  });

  test("a department without a code is to be given one", () => {
    const message = employeeRejectionText({
      kind: "unknown-department",
      departmentId: "d",
      departmentCode: null,
      departmentName: "サポート部",
    });

    expect(message).toEqual({
      event: "この社員は同期できません。",
      cause:
        "SmartHRの部署マスターで、部署1の「サポート部」に部署コードが入力されていません。部署コードのない部署は、ミキワメに登録されません。",
      remedy:
        "SmartHRの部署マスターで部署1の「サポート部」に部署コードを入力し、部署を同期してから、もう一度社員を同期してください。",
    });
  });

  test("a department with a code that the roster does not have is to be synced first", () => {
    const message = employeeRejectionText({
      kind: "unknown-department",
      departmentId: "d",
      departmentCode: "A004",
      departmentName: "サポート部",
    });

    expect(message).toEqual({
      event: "この社員は同期できません。",
      cause: "部署1の「サポート部」（部署コード「A004」）が、ミキワメに登録されていません。",
      remedy:
        "部署を同期して「サポート部」（部署コード「A004」）を登録してから、もう一度社員を同期してください。部署の同期でエラーになる場合は、先に部署のエラーを解消してください。SmartHRで廃止した部署の場合は、SmartHRでこの従業員の部署1を変更するか、ミキワメの「部署管理」で同じ部署コードの部署を追加してから、もう一度社員を同期してください。",
    });
  });
});

describe("an address that another employee keeps", () => {
  const DELETE = "ミキワメの社員データ削除機能で";
  const held = (special: Partial<Extract<EmployeeRejectionReason, { kind: "email-held" }>> = {}) =>
    employeeRejectionText({ kind: "email-held", holder: taro, ...special });

  test("names that employee, and how the address becomes free", () => {
    const { cause, remedy } = held({ stays: "not-synced" });

    expect(cause).toBe(
      "変更後のメールアドレスを、ミキワメの別の社員（0001 見本 太郎）が使用しています。0001 見本 太郎に対応する従業員は、SmartHRで見つかりません。",
    );
    expect(remedy).toMatch(
      /ミキワメの社員データ削除機能で0001 見本 太郎を削除してから、もう一度社員を同期してください。$/,
    );
  });

  test.each(["left-behind", "chosen-new", "not-followed", "in-error", undefined] as const)(
    "nobody whom SmartHR has, or may have (%s), is to be deleted",
    (stays) => {
      const { remedy } = stays === undefined ? held() : held({ stays });

      expect(remedy).not.toContain(DELETE);
    },
  );

  test("that a choice caused names the choice, and how it is taken back", () => {
    const { cause, remedy } = held({ stays: "chosen-new" });

    expect(cause).toContain("0001 見本 太郎に「新しい社員として登録する」が選ばれているため");
    expect(remedy).toContain(
      "「メールアドレス変更の疑い」で、0001 見本 太郎の「同じ社員として扱う」を選び、「選んだ内容で変更内容を作り直す」を選んでください。",
    );
  });

  test("that the person's own choice caused names that, and how it is taken back", () => {
    const { cause, remedy } = held({ stays: "not-synced", byChoice: true });

    expect(cause).toMatch(/^「同じ社員として扱う」が選ばれているため/);
    expect(remedy).toMatch(
      /「メールアドレス変更の疑い」で選択を元に戻し、「選んだ内容で変更内容を作り直す」を選んでください。$/,
    );
  });
});
