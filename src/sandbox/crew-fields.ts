/** How a key of a crew is kept and printed. An array lists the values that may be chosen. */
export type FieldKind =
  /** Kept on the row itself. */
  | "row"
  /** Made of other rows or keys when it is printed. */
  | "made"
  /** Printed only in place of its `_id` (swagger: exactly one of the two is output). */
  | "embedded"
  /** null when unset. */
  | "text"
  /** "" when unset, as business names are in the answer to a POST that was seen. */
  | "blank-text"
  | "date"
  | "integer"
  /** false when unset, as in the crew that was captured. */
  | "boolean"
  | "address"
  | "attachment"
  | "list"
  | readonly string[];

/** The 145 keys of a crew in the order SmartHR prints them, with the label people see (swagger of 2026-07). */
export const CREW_FIELDS: readonly (readonly [key: string, label: string, kind: FieldKind])[] = [
  ["id", "従業員ID", "row"],
  ["user_id", "ユーザーID", "text"],
  ["biz_establishment_id", "事業所ID", "text"],
  ["biz_establishment", "事業所", "embedded"],
  ["emp_code", "社員番号", "text"],
  ["emp_type", "雇用形態", "made"],
  ["employment_type", "雇用形態", "made"],
  ["emp_status", "在籍状況", ["employed", "absent", "retired"]],
  ["last_name", "姓", "text"],
  ["first_name", "名", "text"],
  ["last_name_yomi", "姓（カタカナ）", "text"],
  ["first_name_yomi", "名（カタカナ）", "text"],
  ["business_last_name", "ビジネスネーム：姓", "blank-text"],
  ["business_first_name", "ビジネスネーム：名", "blank-text"],
  ["business_last_name_yomi", "ビジネスネーム：姓（カタカナ）", "blank-text"],
  ["business_first_name_yomi", "ビジネスネーム：名（カタカナ）", "blank-text"],
  ["preferred_last_name", "ビジネスネーム優先：姓", "made"],
  ["preferred_first_name", "ビジネスネーム優先：名", "made"],
  ["preferred_last_name_yomi", "ビジネスネーム優先：姓（カタカナ）", "made"],
  ["preferred_first_name_yomi", "ビジネスネーム優先：名（カタカナ）", "made"],
  ["birth_at", "生年月日", "date"],
  ["gender", "戸籍上の性別", ["male", "female"]],
  ["identity_card_image1", "本人確認書類1", "attachment"],
  ["identity_card_image2", "本人確認書類2", "attachment"],
  ["tel_number", "電話番号", "text"],
  ["address", "現住所", "address"],
  ["address_image", "現住所を確認できる書類", "attachment"],
  ["address_head_of_family", "世帯主", "text"],
  ["address_relation_name", "世帯主の続柄", "text"],
  ["email", "メールアドレス", "text"],
  ["profile_images", "プロフィール画像", "made"],
  ["emergency_relation_name", "緊急連絡先の続柄", "text"],
  ["emergency_last_name", "緊急連絡先の姓", "text"],
  ["emergency_first_name", "緊急連絡先の名", "text"],
  ["emergency_last_name_yomi", "緊急連絡先の姓（カタカナ）", "text"],
  ["emergency_first_name_yomi", "緊急連絡先の名（カタカナ）", "text"],
  ["emergency_tel_number", "緊急連絡先の電話番号", "text"],
  ["emergency_address", "緊急連絡先の住所", "address"],
  ["resident_card_address", "住民票住所", "address"],
  ["resident_card_address_head_of_family", "住民票住所の世帯主", "text"],
  ["resident_card_address_relation_name", "続柄（住民票住所の世帯主）", "text"],
  ["position", "役職", "made"],
  ["positions", "役職", "made"],
  ["grade", "等級", "made"],
  ["job_category", "職種", "made"],
  ["occupation", "業務内容", "text"],
  ["entered_at", "入社年月日", "date"],
  ["resigned_at", "退職年月日", "date"],
  ["resigned_reason", "退職事由", "text"],
  ["recruitment_type", "採用区分", "made"],
  ["resume1", "履歴書・職務経歴書1", "attachment"],
  ["resume2", "履歴書・職務経歴書2", "attachment"],
  ["emp_ins_insured_person_number", "雇用保険の被保険者番号", "text"],
  ["emp_ins_insured_person_number_image", "雇用保険被保険者番号添付画像", "attachment"],
  [
    "emp_ins_insured_person_number_unknown_reason_type",
    "雇用保険の被保険者番号がない場合の理由",
    ["no_work_experience", "never_joined", "unknown"],
  ],
  ["emp_ins_qualified_at", "雇用保険の資格取得年月日", "date"],
  ["emp_ins_disqualified_at", "雇用保険の資格喪失年月日", "date"],
  ["previous_workplace", "雇用保険に加入していた会社名", "text"],
  ["previous_employment_start_on", "雇用保険に加入していた会社の在籍開始日", "date"],
  ["previous_employment_end_on", "雇用保険に加入していた会社の在籍終了日", "date"],
  ["soc_ins_insured_person_number", "厚生年金保険の被保険者整理番号", "integer"],
  ["hel_ins_insured_person_number", "健康保険の被保険者整理番号", "integer"],
  ["basic_pension_number", "基礎年金番号", "text"],
  ["basic_pension_number_image", "基礎年金番号添付画像", "attachment"],
  ["first_enrolling_in_emp_pns_ins_flag", "厚生年金初加入フラグ", "boolean"],
  ["basic_pension_number_unknown_reason_type", "基礎年金番号が不明な場合の理由", ["non_pensionable", "unknown"]],
  ["first_workplace", "最初に厚生年金へ加入した会社名", "text"],
  ["first_workplace_address_text", "最初に厚生年金へ加入した会社の住所文字列", "text"],
  ["first_employment_start_on", "最初に厚生年金へ加入した会社の在籍開始日", "date"],
  ["first_employment_end_on", "最初に厚生年金へ加入した会社の在籍終了日", "date"],
  ["last_workplace", "最後に厚生年金へ加入した会社名", "text"],
  ["last_workplace_address_text", "最後に厚生年金へ加入した会社の住所文字列", "text"],
  ["last_employment_start_on", "最後に厚生年金へ加入した会社の在籍開始日", "date"],
  ["last_employment_end_on", "最後に厚生年金へ加入した会社の在籍終了日", "date"],
  ["soc_ins_qualified_at", "社会保険の資格取得年月日", "date"],
  ["soc_ins_disqualified_at", "社会保険の資格喪失年月日", "date"],
  ["employees_pension_insurance_qualified_at", "厚生年金保険の資格取得年月日", "date"],
  ["employees_pension_insurance_disqualified_at", "厚生年金保険の資格喪失年月日", "date"],
  ["health_insurance_qualified_at", "健康保険の資格取得年月日", "date"],
  ["health_insurance_disqualified_at", "健康保険の資格喪失年月日", "date"],
  ["insurance_premium_calculation_type", "給与計算機能で利用する社会保険料の設定方法", ["rate", "fixed"]],
  ["health_insurance_premium_company", "健康保険料（会社負担分）", "integer"],
  ["health_insurance_premium_individual", "健康保険料（本人負担分）", "integer"],
  ["care_insurance_premium_company", "介護保険料（会社負担分）", "integer"],
  ["care_insurance_premium_individual", "介護保険料（本人負担分）", "integer"],
  ["child_care_support_fund_company", "子ども・子育て支援金（会社負担分）", "integer"],
  ["child_care_support_fund_individual", "子ども・子育て支援金（本人負担分）", "integer"],
  ["employees_pension_insurance_premium_company", "厚生年金保険料（会社負担分）", "integer"],
  ["employees_pension_insurance_premium_individual", "厚生年金保険料（本人負担分）", "integer"],
  ["child_care_contribution", "子ども・子育て拠出金", "integer"],
  ["having_spouse", "配偶者の有無", "boolean"],
  ["spouse_yearly_income", "配偶者の年収", "integer"],
  ["monthly_income_currency", "報酬月額（通貨）", "integer"],
  ["monthly_income_goods", "報酬月額（現物）", "integer"],
  ["payment_period", "給与支給形態", "made"],
  ["monthly_base_salary", "基本給（月給）", "integer"],
  ["monthly_standard_income_updated_at", "標準報酬月額の改定年月", "date"],
  ["monthly_standard_income_hel", "健康保険の標準報酬月額", "integer"],
  ["monthly_standard_income_pns", "厚生年金の標準報酬月額", "integer"],
  ["nearest_station_and_line", "通勤経路", "text"],
  ["commutation_1_expenses", "通勤手当1の定期券代", "integer"],
  [
    "commutation_1_period",
    "通勤手当1の期間",
    ["commutation_period_1_month", "commutation_period_3_month", "commutation_period_6_month"],
  ],
  ["commutation_1_single_fare", "通勤手当1の片道運賃", "integer"],
  ["commutation_2_expenses", "通勤手当2の定期券代", "integer"],
  [
    "commutation_2_period",
    "通勤手当2の期間",
    ["commutation_period_1_month", "commutation_period_3_month", "commutation_period_6_month"],
  ],
  ["commutation_2_single_fare", "通勤手当2の片道運賃", "integer"],
  ["foreign_resident_last_name", "在留資格情報：姓", "text"],
  ["foreign_resident_first_name", "在留資格情報：名", "text"],
  ["foreign_resident_middle_name", "在留資格情報：ミドルネーム", "text"],
  ["foreign_resident_card_number", "在留カード番号", "text"],
  ["foreign_resident_card_image1", "在留カード（特定在留カード）の画像1", "attachment"],
  ["foreign_resident_card_image2", "在留カード（特定在留カード）の画像2", "attachment"],
  ["nationality_code", "国籍 / 国籍コード", "text"],
  ["resident_status_type", "在留資格", "text"],
  ["resident_status_other_reason", "在留資格不明理由", "text"],
  ["resident_end_at", "在留期日", "date"],
  ["having_ex_activity_permission", "資格外活動許可の有無", ["permitted", "none"]],
  ["other_be_workable_type", "派遣・請負就労区分", ["other_be_workable", "others"]],
  ["bank_accounts", "口座情報", "list"],
  ["department", "部署", "made"],
  ["departments", "部署", "made"],
  ["contract_type", "契約種別", ["unlimited", "fixed_term"]],
  ["contract_start_on", "契約開始日", "date"],
  ["contract_end_on", "契約終了日", "date"],
  ["contract_renewal_type", "契約更新の有無", ["renewal", "none", "auto_renewal"]],
  ["tax_cd", "課税区分", ["kou", "otsu", "hei", "reward", "non_resident", "no_taxation_required"]],
  ["handicapped_type", "障害者区分", ["ordinary_handicapped", "special_handicapped"]],
  ["handicapped_note_type", "障害者手帳の種類", "text"],
  ["handicapped_note_delivery_at", "障害者手帳の交付年月日", "date"],
  ["handicapped_image", "障害者手帳の画像", "attachment"],
  ["working_student_flag", "勤労学生フラグ", "boolean"],
  ["school_name", "勤労学生：学校名", "text"],
  ["student_card_image", "勤労学生：学生証の画像", "attachment"],
  ["enrolled_at", "勤労学生：入学年月日", "date"],
  ["working_student_income", "勤労学生：所得の見積額", "integer"],
  ["employment_income_flag", "給与所得フラグ", "boolean"],
  ["business_income_flag", "事業所得フラグ", "boolean"],
  ["devidend_income_flag", "配当所得フラグ", "boolean"],
  ["estate_income_flag", "不動産所得フラグ", "boolean"],
  ["widow_type", "寡婦・ひとり親", ["widow", "single_parent"]],
  ["widow_reason_type", "寡婦・ひとり親の理由", ["divorce", "bereavement", "missing", "unmarried"]],
  ["widow_memo", "寡婦・ひとり親の備考", "text"],
  ["custom_fields", "カスタム項目", "made"],
  ["created_at", "作成日", "row"],
  ["updated_at", "最終更新日", "row"],
];

/** The label people see for a key of a crew; the key itself where there is none. */
export function crewFieldLabel(key: string): string {
  return labelByKey.get(key) ?? key;
}

/** The kind of a key of a crew; undefined for a key that crews do not have. */
export function crewFieldKind(key: string): FieldKind | undefined {
  return kindByKey.get(key);
}

const labelByKey = new Map(CREW_FIELDS.map(([key, label]) => [key, label]));
const kindByKey = new Map(CREW_FIELDS.map(([key, , kind]) => [key, kind]));
