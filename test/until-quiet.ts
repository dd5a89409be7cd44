/** Waits until the event loop has come round so often without any news: whoever was at work waits for something now. */
export async function untilQuiet(rounds: number, newsSoFar: () => number): Promise<void> {
  let quietRounds = 0;
  let seen = newsSoFar();
  while (quietRounds < rounds) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    quietRounds = seen === newsSoFar() ? quietRounds + 1 : 0;
    seen = newsSoFar();
  }
}
