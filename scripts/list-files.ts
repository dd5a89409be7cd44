import { readdir } from "node:fs/promises";
import { join } from "node:path";

// What .gitignore leaves out. Walking the folders, not asking git, because the gates also run where there is no git.
const NOT_OURS = [".git", "node_modules", "data", "dist"];

/** Every file of the repository that somebody wrote, as paths from its root, in order. */
export async function listFiles(repository: string): Promise<string[]> {
  const top = await readdir(repository, { withFileTypes: true });
  const below = top
    .filter(({ name }) => !NOT_OURS.includes(name))
    .map((entry) => (entry.isDirectory() ? listBelow(repository, entry.name) : entry.isFile() ? [entry.name] : []));
  return (await Promise.all(below)).flat().sort();
}

// A tool may have packages of its own (tools/japanese), at any depth.
async function listBelow(repository: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(repository, folder), { withFileTypes: true });
  const files = entries
    .filter(({ name }) => name !== "node_modules")
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listBelow(repository, path) : entry.isFile() ? [path] : [];
    });
  return (await Promise.all(files)).flat();
}
