import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "../core/calendar.ts";

/** How much more can be written where the folder is. */
export async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** When what lies in the folder was last written to; null when it is empty, or there is no such folder. */
export async function newestIn(folder: string): Promise<Instant | null> {
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return times.length === 0 ? null : Math.max(...times);
}
