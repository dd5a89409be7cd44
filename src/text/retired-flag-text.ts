import type { RosterEmployee } from "../core/roster.ts";

/** 退職者フラグ and who set it, where that is what changes. */
export function retiredFlagText({
  retired,
  retiredByHand,
}: Pick<RosterEmployee, "retired"> & Partial<Pick<RosterEmployee, "retiredByHand">>): string {
  if (!retired) return "なし";
  return retiredByHand ? "あり（ミキワメでつけたもの）" : "あり（SmartHRの在籍状況によるもの）";
}
