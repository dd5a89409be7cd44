import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "../core/calendar.ts";

/** How much more can be written where the folder is. */
export async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The back-ups of a folder. */
export interface BackUpsFound {
  /** When the newest that holds anything was last written to; null when there is none, or no such folder. */
  readonly newestAt: Instant | null;
  /** The name of the newest file, when nothing is in it: whatever should have filled it has failed. */
  readonly emptyName: string | null;
}

/** Looks at what lies in the folder; names that begin with a dot are of what is still being written. */
export async function backUpsIn(folder: string): Promise<BackUpsFound> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith("."));
  const entries = await Promise.all(
    names.map(async (name) => {
      // A file may be taken away, or renamed, while one looks.
      const found = await stat(join(folder, name)).catch(() => null);
      return found && { name, at: found.mtimeMs, isEmpty: found.isFile() && found.size === 0 };
    }),
  );
  const newestFirst = entries.filter((entry) => entry !== null).sort((one, other) => other.at - one.at);
  const [newest] = newestFirst;
  return {
    newestAt: newestFirst.find(({ isEmpty }) => !isEmpty)?.at ?? null,
    emptyName: newest?.isEmpty ? newest.name : null,
  };
}
