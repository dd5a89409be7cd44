import { readdirSync } from "node:fs";

/** Where a program of PostgreSQL is: Debian keeps each version's apart; elsewhere they are found by their names. */
export function program(name: string): string {
  try {
    const [newest] = readdirSync("/usr/lib/postgresql").sort((one, other) => Number(other) - Number(one));
    return newest === undefined ? name : `/usr/lib/postgresql/${newest}/bin/${name}`;
  } catch {
    return name;
  }
}
