import type { GuardLimit, GuardName, GuardReading, Regardless } from "../core/guards.ts";
import { employeeFieldText } from "./field-text.ts";
import type { Message } from "./message.ts";

/** What a guard watches, in a few words. */
export function guardNameText(guard: GuardName, column: GuardReading["column"] = null): string {
  if (guard === "column-blank" && column !== null) return `${employeeFieldText(column)}が空白になる社員`;
  return NAMES[guard];
}

const NAMES: Record<GuardName, string> = {
  "person-behind-address": "別の従業員の情報で上書きされる社員",
  "new-employees": "新しく登録される社員",
  "newly-retired": "退職者フラグがつく社員",
  "no-longer-retired": "退職者フラグが外れる社員",
  "moved-department": "所属部署が変わる社員",
  "changed-name": "氏名が変わる社員",
  "changed-employee-number": "社員番号が変わる社員",
  "changed-job-title": "役職が変わる社員",
  "changed-employment-type": "雇用形態が変わる社員",
  "column-blank": "項目が空白になる社員",
  "rejected-rows": "エラーになるデータ",
  "fewer-people": "SmartHRから取得できなかった社員",
  "no-longer-opted-out": "「連携しない」ではなくなった社員",
  "departments-changed": "変更される部署",
};

/** What it may mean that a guard tripped. */
export function guardMeaningText(guard: GuardName): string {
  return MEANINGS[guard];
}

const MEANINGS: Record<GuardName, string> = {
  "person-behind-address": "同じメールアドレスが、SmartHRで別の従業員に使われています。",
  "new-employees":
    "登録される社員が、通常より多くなっています。ご契約プランによっては、社員数によって基本費用が変わります。",
  "newly-retired": "退職になる社員が、通常より多くなっています。",
  "no-longer-retired": "退職者フラグが外れる社員が、通常より多くなっています。",
  "moved-department": "所属部署が変わる社員が、通常より多くなっています。",
  "changed-name": "氏名が変わる社員が、通常より多くなっています。",
  "changed-employee-number": "社員番号が変わる社員が、通常より多くなっています。",
  "changed-job-title": "役職が変わる社員が、通常より多くなっています。",
  "changed-employment-type": "雇用形態が変わる社員が、通常より多くなっています。",
  "column-blank": "登録済みの項目が空白になります。",
  "rejected-rows": "エラーになるデータが、通常より多くなっています。",
  "fewer-people":
    "前回反映した同期では取得できた従業員が、SmartHRから取得できませんでした。ミキワメの社員は削除しません。",
  "no-longer-opted-out": "前回反映した同期では「連携しない」が選ばれていた従業員が、同期の対象になりました。",
  "departments-changed": "名称や親部署が変わる部署が、通常より多くなっています。",
};

/** What to look at before the plan is approved or given up. */
export function guardRemedyText(guard: GuardName): string {
  return REMEDIES[guard];
}

const REMEDIES: Record<GuardName, string> = {
  "person-behind-address":
    "再入社などで同じ人かどうかを確認してください。「メールアドレス変更の疑い」が表示されている場合は、「同じ社員として扱う」を選ぶと、上書きせずに同期できます。",
  "new-employees": "連携しない社員が含まれていないかを確認してください。",
  "newly-retired": "SmartHRの在籍状況を確認してください。",
  "no-longer-retired": "SmartHRの在籍状況を確認してください。",
  "moved-department": "組織変更の予定があるかを確認してください。",
  "changed-name": "SmartHRの一括更新に誤りがないかを確認してください。",
  "changed-employee-number": "SmartHRの一括更新に誤りがないかを確認してください。",
  "changed-job-title": "SmartHRの一括更新に誤りがないかを確認してください。",
  "changed-employment-type": "SmartHRの雇用形態の名称が変更されていないかを確認してください。",
  "column-blank": "SmartHRで、この項目の参照権限が外れていないかを確認してください。",
  "rejected-rows":
    "エラーの原因と対処を確認してください。同じエラーが全員にある場合は、SmartHRの参照権限が外れていないかを確認してください。",
  "fewer-people": "SmartHRの参照権限と、従業員が削除されていないかを確認してください。",
  "no-longer-opted-out": "SmartHRの「ミキワメ連携」を確認してください。",
  "departments-changed": "組織変更の予定があるかを確認してください。",
};

/** 事象・原因・対処 of a guard that stopped a plan. */
export function guardText(reading: GuardReading): Message {
  return {
    event: guardReadingText(reading),
    cause: guardMeaningText(reading.guard),
    remedy: guardRemedyText(reading.guard),
  };
}

/** What a guard saw and from where on it stops, in whole sentences: 社員番号が空白になる社員が296人います（298人の99.3%）。… */
export function guardReadingText(reading: Omit<GuardReading, "people">): string {
  const { guard, column, count, base, earlierCount, limit, regardless } = reading;
  const are = COUNTERS[guard] === "人" ? "います" : "あります";
  const sum = count + earlierCount;
  return [
    `${guardNameText(guard, column)}が${guardNumberText(guard, count)}${are}${base === 0 ? "" : `（${ofBaseText(guard, count, base)}）`}。`,
    earlierCount === 0
      ? ""
      : `過去7日間の同期の${guardNumberText(guard, earlierCount)}と合わせると、${guardNumberText(guard, sum)}${base === 0 ? "" : `（${shareText(sum, base)}）`}です。`,
    regardless === undefined ? `止める基準は、${guardLimitText(guard, limit)}です。` : REGARDLESS[regardless],
  ].join("");
}

/** What a guard counted in one run: 「296人（298人の99.3%）」. */
export function guardCountText({ guard, count, base }: Omit<GuardReading, "people">): string {
  const counted = guardNumberText(guard, count);
  return base === 0 ? counted : `${counted}（${ofBaseText(guard, count, base)}）`;
}

/** What runs of the last seven days add to it: 「3人（合計8人、2.6%）」. */
export function guardEarlierText({ guard, count, base, earlierCount }: Omit<GuardReading, "people">): string {
  const sum = count + earlierCount;
  const share = base === 0 ? "" : `、${shareText(sum, base)}`;
  return `${guardNumberText(guard, earlierCount)}（合計${guardNumberText(guard, sum)}${share}）`;
}

const REGARDLESS: Record<Regardless, string> = {
  "column-emptied": "SmartHRでは、この項目が全員空白です。全員空白になる項目は、止める基準に達していなくても止めます。",
  "field-remade":
    "「ミキワメ連携」を作り直したあとの同期のため、止める基準に達していなくても止めます。登録しない社員は、「設定」＞「連携しない社員」で「連携しない」に戻してください。戻したあとに確認すると、変更内容を作り直します。",
};

const REGARDLESS_SHORT: Record<Regardless, string> = {
  "column-emptied": "全員空白になる項目は、達していなくても止めます",
  "field-remade": "「ミキワメ連携」を作り直したあとは、達していなくても止めます",
};

/** From where on a guard stopped this run. */
export function guardReachedText({
  guard,
  limit,
  regardless,
}: Pick<GuardReading, "guard" | "limit" | "regardless">): string {
  const stated = guardLimitText(guard, limit);
  return regardless === undefined ? stated : `${stated}（${REGARDLESS_SHORT[regardless]}）`;
}

/** From where on a guard stops a run: 「5人以上、かつ10%以上」. */
export function guardLimitText(guard: GuardName, { minimum, percentage }: GuardLimit): string {
  const least = `${guardNumberText(guard, minimum)}以上`;
  return percentage === 0 ? least : `${least}、かつ${percentage}%以上`;
}

/** So many of what the guard counts. */
export function guardNumberText(guard: GuardName, count: number): string {
  return `${count.toLocaleString("ja-JP")}${COUNTERS[guard]}`;
}

/** What the guard's rows are counted in. */
export function guardCounterText(guard: GuardName): "人" | "件" {
  return COUNTERS[guard];
}

// Departments and rejected rows, which may be departments, are no people; what they are measured by is of their kind.
const COUNTERS: Record<GuardName, "人" | "件"> = {
  "person-behind-address": "人",
  "new-employees": "人",
  "newly-retired": "人",
  "no-longer-retired": "人",
  "moved-department": "人",
  "changed-name": "人",
  "changed-employee-number": "人",
  "changed-job-title": "人",
  "changed-employment-type": "人",
  "column-blank": "人",
  "rejected-rows": "件",
  "fewer-people": "人",
  "no-longer-opted-out": "人",
  "departments-changed": "件",
};

function ofBaseText(guard: GuardName, count: number, base: number): string {
  return `${guardNumberText(guard, base)}の${shareText(count, base)}`;
}

// Rounded down, as guards count: 9.99 % is not yet 10 %.
function shareText(count: number, base: number): string {
  return `${Math.floor((count * 1000) / base) / 10}%`;
}
