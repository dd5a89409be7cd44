import { visibleText } from "./text-shape.ts";

/** The legal and the business name of a person, part by part. */
export interface NameParts {
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly lastNameKana: string | null;
  readonly firstNameKana: string | null;
  readonly businessLastName: string | null;
  readonly businessFirstName: string | null;
  readonly businessLastNameKana: string | null;
  readonly businessFirstNameKana: string | null;
}

/** The name the roster shows; `kanaFellBack` when a business part had no reading of its own. */
export interface PreferredName {
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly lastNameKana: string | null;
  readonly firstNameKana: string | null;
  readonly kanaFellBack: boolean;
}

/** M5: 姓、名はビジネスネームの登録がある場合、ビジネスネームが優先される — each part on its own, and its reading with it. */
export function preferredName(parts: NameParts): PreferredName {
  const last = preferredPart(parts.businessLastName, parts.businessLastNameKana, parts.lastName, parts.lastNameKana);
  const first = preferredPart(
    parts.businessFirstName,
    parts.businessFirstNameKana,
    parts.firstName,
    parts.firstNameKana,
  );
  return {
    lastName: last.name,
    firstName: first.name,
    lastNameKana: last.kana,
    firstNameKana: first.kana,
    kanaFellBack: last.fellBack || first.fellBack,
  };
}

/** Whether a reading is written in full-width katakana, as the roster's neighbours expect it. */
export function isKatakana(kana: string): boolean {
  return /^[ァ-ヺヽヾー・ \u3000]+$/u.test(kana);
}

function preferredPart(
  businessName: string | null,
  businessKana: string | null,
  legalName: string | null,
  legalKana: string | null,
): { name: string | null; kana: string | null; fellBack: boolean } {
  const name = visibleText(businessName);
  if (name === null) return { name: visibleText(legalName), kana: visibleText(legalKana), fellBack: false };
  const kana = visibleText(businessKana);
  if (kana !== null) return { name, kana, fellBack: false };
  const standIn = visibleText(legalKana);
  return { name, kana: standIn, fellBack: standIn !== null };
}
