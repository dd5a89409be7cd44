const JST_OFFSET_MILLISECONDS = 9 * 3_600_000;

/** The day it is in Japan at that moment (epoch milliseconds), as `YYYY-MM-DD`. */
export function dayInJapan(at: number): string {
  return new Date(at + JST_OFFSET_MILLISECONDS).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** The moment as SmartHR prints it with the offset of Japan: `2021-09-24T17:22:12.288+09:00`. */
export function printMomentInJapan(at: number): string {
  return new Date(at + JST_OFFSET_MILLISECONDS).toISOString().replace("Z", "+09:00");
}
