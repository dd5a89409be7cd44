/** How long something took, as people say it: 1時間5分, 2分10秒, 8秒; anything shorter than a second is 1秒未満. */
export function durationText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 1) return "1秒未満";
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return joined([hours, "時間"], [minutes % 60, "分"]);
  return joined([minutes, "分"], [seconds % 60, "秒"]);
}

function joined(...parts: readonly (readonly [count: number, unit: string])[]): string {
  return parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : "")).join("");
}
