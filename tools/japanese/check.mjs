// npm run japanese: SmartHR's writing rules over everything that people read.
import { createLinter, loadTextlintrc } from "textlint";
import { collectDocuments, collectTexts, FILLED_IN } from "./collect-texts.mjs";

const linter = createLinter({
  descriptor: await loadTextlintrc({ configFilePath: new URL(".textlintrc.json", import.meta.url).pathname }),
});

// A label is no sentence, and what ends with something filled in ends as that does: both without 「。」 of their own.
const OF_WHOLE_SENTENCES_ONLY = "smarthr/ja-no-mixed-period";

// A gate that finds nothing wrong with this would find nothing wrong with anything.
const { messages: known } = await linter.lintText("SmartHR と連携することが出来ます", "text.txt");
if (known.length < 2) throw new Error("the writing rules are not in force");

let findings = 0;
// Each line alone, as it stands on a screen.
const texts = collectTexts().flatMap(({ place, text }) => {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ place, text: line }));
});
for (const { place, text } of texts) {
  const isWhole = text.includes("。") && !text.trimEnd().endsWith(FILLED_IN);
  // Each text alone: what stands beside it in the code does not stand beside it on a screen.
  const { messages } = await linter.lintText(text, "text.txt");
  report(
    place,
    messages.filter(({ ruleId }) => isWhole || ruleId !== OF_WHOLE_SENTENCES_ONLY),
    text,
  );
}
const documents = collectDocuments();
for (const { path, text } of documents) {
  const { messages } = await linter.lintText(text, "document.md");
  for (const message of messages) report(`${path}:${message.line}`, [message], text.split("\n")[message.line - 1]);
}
console.log(`${texts.length} texts and ${documents.length} documents read`);
console.log(`${texts.length + documents.length - findings} passed, ${findings} failed`);
process.exitCode = findings === 0 && texts.length > 0 ? 0 : 1;

function report(place, messages, text) {
  if (messages.length === 0) return;
  findings++;
  console.log(`${place}\n    ${text}`);
  for (const { ruleId, message } of messages) console.log(`    ${ruleId}: ${message}`);
}
