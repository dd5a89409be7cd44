import { answerJson, type FieldError, refuseFields } from "./answer.ts";
import { encodePieces, type JsonPiece } from "./json-pieces.ts";
import type { SandboxSwitches } from "./switches.ts";

const MOST_PER_PAGE = 100;

/** Answers one page of a list with SmartHR's paging headers, or a 400 that names what is wrong with the query. */
export function answerPage<Row>(
  url: URL,
  switches: SandboxSwitches,
  found: readonly Row[] | { readonly errors: readonly FieldError[] },
  print: (row: Row) => string | readonly JsonPiece[],
): Response {
  const rows = "errors" in found ? [] : found;
  const errors: FieldError[] = "errors" in found ? [...found.errors] : [];
  const page = readWhole(url, "page", 1, errors);
  let perPage = readWhole(url, "per_page", 10, errors);
  if (perPage > MOST_PER_PAGE) {
    if (switches.perPageAbove100 === "reject") errors.push(invalid("per_page"));
    perPage = MOST_PER_PAGE;
  }
  if (errors.length > 0) return refuseFields(errors);

  const slice = rows.slice((page - 1) * perPage, page * perPage);
  const headers = {
    "x-total-count": String(rows.length),
    "x-page": String(page),
    "x-per-page": String(perPage),
    ...linkHeader(url, page, Math.max(1, Math.ceil(rows.length / perPage))),
  };
  return answerJson(encodePieces(listPieces(slice, print)), 200, headers);
}

function* listPieces<Row>(
  rows: readonly Row[],
  print: (row: Row) => string | readonly JsonPiece[],
): Generator<JsonPiece> {
  yield "[";
  for (const [index, row] of rows.entries()) {
    if (index > 0) yield ",";
    const printed = print(row);
    if (typeof printed === "string") yield printed;
    else yield* printed;
  }
  yield "]";
}

// api-pagination, the usual gem for this in Ruby, names first and prev only after page 1 and next and last only before the last page.
function linkHeader(url: URL, page: number, lastPage: number): Record<string, string> {
  const links: string[] = [];
  if (page > 1) links.push(link(url, 1, "first"), link(url, page - 1, "prev"));
  if (page < lastPage) links.push(link(url, page + 1, "next"), link(url, lastPage, "last"));
  return links.length > 0 ? { link: links.join(", ") } : {};
}

function link(url: URL, page: number, relation: string): string {
  const target = new URL(url);
  target.searchParams.set("page", String(page));
  return `<${target.href}>; rel="${relation}"`;
}

function readWhole(url: URL, name: string, absent: number, errors: FieldError[]): number {
  const text = url.searchParams.get(name);
  if (text === null || text === "") return absent;
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  errors.push(invalid(name));
  return absent;
}

function invalid(name: string): FieldError {
  return { message: `${name}は正しい形式で入力してください。`, resource: null, field: name };
}
