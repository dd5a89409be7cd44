import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fail, ok, type Result } from "../core/result.ts";

/** The process that holds a folder, as it described itself. */
export interface FolderHolder {
  readonly processId: number;
  readonly hostName: string;
  /** When it took the folder, as an ISO 8601 text. */
  readonly since: string;
}

/** Proof that this process alone uses the folder, until it is released or the process ends. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process alone, or says who has it (null when the holder is only just arriving or leaving). The kernel
 * frees the lock when the process dies in whatever way, so there is never a stale one.
 */
export function lockFolder(folder: string): Result<FolderLock, { readonly holder: FolderHolder | null }> {
  // An SQLite file that never holds a row: its exclusive transaction is a lock of the operating system's, the only one Node offers.
  const file = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  const holderPath = join(folder, "lock-holder.json");
  try {
    file.exec("begin exclusive");
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    return fail({ holder: readHolder(holderPath) });
  }
  const holder: FolderHolder = { processId: process.pid, hostName: hostname(), since: new Date().toISOString() };
  writeFileSync(holderPath, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return ok({
    release: () => {
      if (file.isOpen) file.close();
    },
  });
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  // The low byte is the kind, the rest its circumstances: https://www.sqlite.org/rescode.html
  return error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

function readHolder(path: string): FolderHolder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as FolderHolder;
  } catch {
    // The holder has the lock but has not written its name yet.
    return null;
  }
}
