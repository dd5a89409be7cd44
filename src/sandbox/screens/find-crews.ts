import type { CrewRow, Tenant } from "../tenant.ts";
import { EMPLOYMENT_STATUSES, textOf } from "./crew-fields-shown.ts";
import { printChoices } from "./form-parts.ts";
import { html, type Markup } from "./screen-frame.ts";

/** Whom a person looks for in a list of people. */
export interface CrewSearch {
  readonly words: string;
  /** SmartHR's value of 在籍状況; blank for everybody. */
  readonly status: string;
  readonly page: number;
}

/** One page of the people who were found. */
export interface FoundCrews {
  readonly crews: readonly CrewRow[];
  readonly total: number;
  readonly page: number;
  readonly lastPage: number;
  /** The number of the first one shown; 0 when nobody was found. */
  readonly from: number;
}

/** Reads a search from an address or a form. Its names are none of a crew's: both may be in one form. */
export function readSearch(sent: URLSearchParams): CrewSearch {
  const page = Number(sent.get("page") ?? 1);
  const status = sent.get("status") ?? "";
  return {
    words: sent.get("q") ?? "",
    status: status in EMPLOYMENT_STATUSES ? status : "",
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Everybody whom the search means, in the order they were added. */
export function findCrews(tenant: Tenant, { words, status }: CrewSearch): CrewRow[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return tenant.crews
    .list()
    .filter((crew) => status === "" || statusOf(crew) === status)
    .filter((crew) => wanted.length === 0 || isMeant(crew, wanted));
}

/** The page of the people that was asked for; the last one for a page behind it. */
export function cutPage(found: readonly CrewRow[], asked: number): FoundCrews {
  const lastPage = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(asked, lastPage);
  const crews = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  return { crews, total: found.length, page, lastPage, from: crews.length === 0 ? 0 : (page - 1) * PER_PAGE + 1 };
}

/** The inputs of a search. */
export function printSearchInputs({ words, status }: CrewSearch): Markup {
  const choices = Object.entries(EMPLOYMENT_STATUSES).map(([value, text]) => ({ value, text }));
  return html`<div class="field"><label for="search-words">氏名・社員番号・メールアドレス</label>
<input type="search" id="search-words" name="q" value="${words}"></div>
<div class="field"><label for="search-status">在籍状況</label>
<select id="search-status" name="status">${printChoices([{ value: "", text: "すべて" }, ...choices], status)}</select></div>`;
}

/** `1〜50件目（全300件）`. */
export function countText({ from, crews, total }: FoundCrews): string {
  return total === 0 ? "0件" : `${from}〜${from + crews.length - 1}件目（全${total}件）`;
}

/** 在籍状況 in words. */
export function statusText(crew: CrewRow): string {
  return EMPLOYMENT_STATUSES[statusOf(crew)] ?? statusOf(crew);
}

/** 姓 and 名 as they are registered. */
export function crewName({ values }: CrewRow): string {
  const name = [textOf(values["last_name"]), textOf(values["first_name"])].filter((part) => part !== "").join(" ");
  return name === "" ? "氏名未入力" : name;
}

/** `{社員番号} {姓} {名}`: people of the same name are told apart by their number. */
export function crewText(crew: CrewRow): string {
  return [textOf(crew.values["emp_code"]), crewName(crew)].filter((part) => part !== "").join(" ");
}

const PER_PAGE = 50;

const SEARCHED_KEYS = [
  ["last_name", "first_name"],
  ["last_name_yomi", "first_name_yomi"],
  ["business_last_name", "business_first_name"],
] as const;

function isMeant({ values }: CrewRow, wanted: readonly string[]): boolean {
  const names = SEARCHED_KEYS.map((keys) => keys.map((key) => textOf(values[key])).join(""));
  const searched = [...names, textOf(values["emp_code"]), textOf(values["email"])].map((text) => text.toLowerCase());
  return wanted.every((word) => searched.some((text) => text.includes(word)));
}

function statusOf({ values }: CrewRow): string {
  return textOf(values["emp_status"]) || "employed";
}
