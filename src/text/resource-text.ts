/** How SmartHR's screen 「アクセストークン」 names what may be read, and in which of its sections it stands. */
export interface ResourceText {
  readonly name: string;
  readonly section: "リソースのアクセス許可" | "従業員項目のアクセス許可";
}

// smarthr-api 1.1 names the rows by their paths and 9 gives the words.
const NAME_BY_RESOURCE: ReadonlyMap<string, string> = new Map([
  ["crews", "従業員"],
  ["crew_custom_field_templates", "カスタム従業員項目"],
  ["crew_custom_field_template_groups", "カスタム従業員項目グループ"],
  ["departments", "部署"],
  ["employment_types", "雇用形態"],
  ["job_titles", "役職"],
  ["users", "ユーザー"],
  ["webhooks", "Webhook"],
]);

const NAME_BY_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ["emp_status", "在籍状況"],
  ["created_at", "作成日"],
]);

/** The words for a resource named as in the API's path (`departments`) or an attribute of a person (`crews.emp_status`). */
export function resourceText(resource: string): ResourceText {
  const [path = resource, attribute] = resource.split(".");
  if (attribute !== undefined) {
    return { name: `「${NAME_BY_ATTRIBUTE.get(attribute) ?? attribute}」`, section: "従業員項目のアクセス許可" };
  }
  const name = NAME_BY_RESOURCE.get(path);
  return { name: name === undefined ? `「/${path}」` : `「${name}」（/${path}）`, section: "リソースのアクセス許可" };
}
