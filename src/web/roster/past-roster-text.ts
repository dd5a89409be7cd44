import type { CalendarDate } from "../../core/calendar.ts";
import { dateText } from "../../text/date-text.ts";
import type { Message } from "../../text/message.ts";
import { countedText } from "../frame/frame-text.ts";
import type { DayFault } from "./past-roster-address.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

/** The words of 「この日時点の名簿」. */
export const PAST_ROSTER_TEXT = {
  title: ROSTER_TEXT.pastRoster,
  toEmployees: "自社社員管理に戻る",
  toDepartments: "部署管理に戻る",
  day: "日付",
  show: "表示",
  tabs: "名簿の種類",
  employees: "社員",
  departments: "部署",
  employeesNote:
    "所属部署は、この日の部署名です。氏名を選ぶと、現在の登録内容と変更履歴を表示します。「削除済み」は、現在は名簿にいない社員です。",
  departmentsNote: "人数は、この日の人数です。部署名を選ぶと、現在の登録内容と変更履歴を表示します。",
  download: "CSVをダウンロード",
  nobody: "この日の名簿に、社員はいませんでした。",
  noDepartments: "この日の名簿に、部署はありませんでした。",
} as const;

/** Which days can be chosen. */
export function daysHelp(firstDay: CalendarDate, lastDay: CalendarDate): string {
  return firstDay === lastDay
    ? `${dateText(firstDay)}を指定できます。`
    : `${dateText(firstDay)}から${dateText(lastDay)}までの日付を指定できます。`;
}

/** What is shown, plainly. */
export function momentText(day: CalendarDate): string {
  return `${dateText(day)}の終わり（日本時間の24時）の時点の名簿です。翌日以降の変更は含みません。`;
}

/** How many departments there were. */
export function departmentsThereText(count: number): string {
  return `全${countedText(count)}`;
}

/** What is wrong with the day, beside the field. */
export function dayFaultText(fault: DayFault, lastDay: CalendarDate): string {
  switch (fault) {
    case "invalid":
      return "実在する日付を入力してください。";
    case "today":
      return `今日の名簿は、自社社員管理と部署管理で確認してください。この画面では、${dateText(lastDay)}までの日付を指定できます。`;
    case "future":
      return `${dateText(lastDay)}までの日付を入力してください。`;
  }
}

/** There was nothing yet on that day. */
export function beforeHistoryText(day: CalendarDate, firstDay: CalendarDate): Message {
  return {
    event: `${dateText(day)}の名簿はありません。`,
    cause: `ミキワメの名簿に最初に登録された日は、${dateText(firstDay)}です。`,
    remedy: `${dateText(firstDay)}以降の日付を指定してください。`,
  };
}

export const NO_PAST_TEXT: Message = {
  event: "過去の日の名簿は、まだありません。",
  cause: "名簿に最初に登録した日が今日か、まだ何も登録されていません。",
  remedy:
    "名簿に登録した日の翌日から、登録した日の名簿を表示できます。今日の名簿は、自社社員管理と部署管理で確認してください。",
};
