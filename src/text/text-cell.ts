import { defusedCell } from "./spreadsheet-cell.ts";

/**
 * A cell whose text must stay as it is, such as 社員番号 and 部署コード: when Excel opens a CSV file it makes 12 of 0012, a day of
 * 1-2 and 100000 of 1E5, quoted or not. A tab in front keeps it text; nobody sees the tab, and programs that trim what they read
 * get the very code. The alternatives are worse: ="0012" is right in Excel alone and reaches every other reader as seven strange
 * characters, and an apostrophe stands in the cell for all to see. What Excel leaves alone is left alone.
 */
export function textCell(text: string): string {
  const cell = defusedCell(text);
  const changed = cell === text && !EXCEL_KEEPS.test(text) && EXCEL_CHANGES.some((shape) => shape.test(text));
  return changed ? `\t${text}` : cell;
}

const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const MONTH = new RegExp(`^(?=.*[0-9])(?:[0-9]{1,4}[-/ ]?)?(?:${MONTHS})[-/ ]?[0-9]{0,4}$`, "i");
// More than eleven digits are shown, and saved, as 1.23457E+11.
const EXCEL_KEEPS = /^(?:0|[1-9][0-9]{0,10})$/;
const EXCEL_CHANGES = [
  // Numbers, days and times in digits, also as Japanese writes them.
  /^(?=.*[0-9０-９])[\s0-9０-９.,:/()%％¥￥$+\-年月日時分秒]+$/,
  /^[0-9.]+e[+-]?[0-9]+$/i,
  /^[0-9:]+ [ap]m?$/i,
  MONTH,
  /^(?:true|false)$/i,
];
