/** Chance that is the same for the same seed. */
export interface Chance {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  happens(probability: number): boolean;
  /** Another source, so that what is drawn here does not depend on how often the other is asked. */
  branch(name: string): Chance;
}

/** Chance from a seed (mulberry32). */
export function chanceOf(seed: number | string): Chance {
  let state = hashOf(String(seed));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new Error("nothing to pick from");
      return choices[between(0, choices.length - 1)] as T;
    },
    happens: (probability) => next() < probability,
    branch: (name) => chanceOf(`${seed}/${name}`),
  };
}

function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return hash | 0;
}
