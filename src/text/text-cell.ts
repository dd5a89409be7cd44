import { defusedCell } from "./spreadsheet-cell.ts";

/**
 * A cell whose text must stay as it is, such as 社員番号 and 部署コード: when Excel opens a CSV file it makes 12 of 0012, a day of
 * 1-2 and 100000 of 1E5, quoted or not. A tab in front keeps it text; nobody sees the tab, and programs that trim what they read
 * get the very code. The alternatives are worse: ="0012" is right in Excel alone and reaches every other reader as seven strange
 * characters, and an apostrophe stands in the cell for all to see. What Excel leaves alone is left alone.
 */
export function textCell(text: string): string {
  return EXCEL_WOULD_CHANGE.test(text) && !EXCEL_KEEPS.test(text) ? `\t${text}` : defusedCell(text);
}

// More than eleven digits are shown, and saved, as 1.23457E+11.
const EXCEL_KEEPS = /^(?:0|[1-9][0-9]{0,10})$/;
const EXCEL_WOULD_CHANGE =
  /^\s*(?:[(.$¥￥]?[0-9０-９]|(?:true|false)\s*$|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]?[0-9]+\s*$)/i;
