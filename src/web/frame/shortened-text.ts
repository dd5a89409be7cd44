const LONGEST = 80;
const SHOWN = 40;
// A name or a code; what people write as sentences has a comma, a bracket or a space before long.
const LONG_WORDS = new RegExp(`[^\\s「」、。（）]{${LONGEST + 1},}`, "gu");

/** The text with what stands in it of more than 80 characters without a break cut down, such as a department's name of 800. */
export function shortenedText(text: string): string {
  return text.replace(LONG_WORDS, (word) => `${[...word].slice(0, SHOWN).join("")}…`);
}
