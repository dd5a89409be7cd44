/** The manual's statements that explanations go by (docs/MANUAL.md). */
export const MANUAL_RULES = ["M24", "M25", "M26", "M27", "M33"] as const;

/** The rule that decided: the manual's, or a choice that the company made in its settings. */
export type Rule =
  | { readonly kind: "manual"; readonly number: (typeof MANUAL_RULES)[number] }
  | { readonly kind: "setting"; readonly setting: "createRetired" | "whenAddressChanged" };

/** A rule of the manual in the words of 「同期のルール」, on the screen and in the administrators' manual alike. */
export function manualRuleText(number: (typeof MANUAL_RULES)[number]): {
  readonly title: string;
  readonly text: string;
} {
  switch (number) {
    case "M24":
      return {
        title: "社員の照合",
        text: "社員は、「メールアドレス」で照合します。一致する社員は更新し、一致しない社員は新しく登録します。",
      };
    case "M25":
      return {
        title: "SmartHRの更新の反映",
        text: "SmartHRの従業員情報を更新しても、自動では同期されません。更新したら、もう一度社員を同期します。",
      };
    case "M26":
      return {
        title: "同期されない社員",
        text: "ミキワメに登録のない部署に所属している社員（所属部署が空白の場合を除く）、氏名、氏名カナ、メールアドレスのいずれかが入力されていない社員、同じメールアドレスの従業員がいる社員（どちらも）は、同期されません。",
      };
    case "M27":
      return {
        title: "連携しない社員",
        text: "SmartHRの「ミキワメ連携」で「連携しない」を選んだ従業員は、同期されません。「連携する」または空白の従業員は、同期されます。",
      };
    case "M33":
      return {
        title: "社員の削除",
        text: "同期では、社員は削除されません。不要な社員は、ミキワメの社員データ削除機能で削除します。",
      };
  }
}

/** What a rule is called where an explanation names it. */
export function ruleNameText(rule: Rule): string {
  switch (rule.kind) {
    case "manual":
      return `「${RULES_HEADING}」${rule.number}（${manualRuleText(rule.number).title}）`;
    case "setting":
      return `ミキワメの「設定」（${settingText(rule.setting)}）`;
  }
}

/** The chapter that has the rules of the manual. */
export const RULES_HEADING = "同期のルール";

function settingText(setting: Extract<Rule, { kind: "setting" }>["setting"]): string {
  switch (setting) {
    case "createRetired":
      return "退職済の従業員を新しく登録しない";
    case "whenAddressChanged":
      return "メールアドレスが変わった社員は、同じ社員として更新する";
  }
}
