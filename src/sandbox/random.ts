import { createHash } from "node:crypto";

/** A generator of numbers in [0, 1) that gives the same row for the same seed (mulberry32). */
export type Random = () => number;

/** The same numbers on every machine for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the choices, each as likely. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error("expected at least one choice");
  return choice;
}

/** A whole number from `from` to `to`, both included. */
export function pickBetween(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** A number made of the text, for seeding. */
export function seedOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}

/** So many letters and digits made of the text: the same for the same text, hard to guess from another. */
export function alphanumericsOf(text: string, length: number): string {
  let letters = "";
  for (let round = 0; letters.length < length; round++) {
    letters += createHash("sha256")
      .update(`${text}:${round}`)
      .digest("base64")
      .replaceAll(/[^0-9A-Za-z]/g, "");
  }
  return letters.slice(0, length);
}

/** Gives ids of UUID shape, one after another, the same ones for the same seed. */
export function createIdSource(seed: number, start: number): IdSource {
  let count = start;
  return {
    next() {
      count++;
      const random = createRandom((seed ^ Math.imul(count, 0x9e3779b1)) >>> 0);
      const hex = () =>
        Math.floor(random() * 4_294_967_296)
          .toString(16)
          .padStart(8, "0");
      const [first, second, third] = [hex(), hex(), hex()];
      // The count keeps two ids apart even where the generator would repeat itself.
      const last = count.toString(16).padStart(8, "0");
      return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-a${third.slice(1, 4)}-${third.slice(4)}${last}`;
    },
    count: () => count,
  };
}

export interface IdSource {
  next(): string;
  /** How many ids were given. */
  count(): number;
}
