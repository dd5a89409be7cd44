/** A line of the log for a person: the time of day, the level unless it is the usual one, the event, and its fields. */
export function readableLine(json: string): string {
  const { time, level, event, stack, ...fields } = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const named = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
  const head = [timeOfDay(String(time)), ...(level === "info" ? [] : [String(level).toUpperCase()]), String(event)];
  const trace = typeof stack === "string" ? `\n${stack}` : "";
  return `${[...head, ...named].join(" ")}${trace}\n`;
}

function timeOfDay(isoTime: string): string {
  return new Date(isoTime).toLocaleTimeString("ja-JP", { hour12: false });
}
