import { useState } from "react";
import { Button } from "smarthr-ui";
import { FRAME_TEXT } from "./frame-text.ts";
import { shortenedText } from "./shortened-text.ts";

/** A text whose longest names are cut down until somebody wants to read them. */
export function LongText({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false);
  const shortened = shortenedText(text);
  if (shortened === text) return text;
  return (
    <>
      {whole ? text : shortened}{" "}
      <Button variant="text" size="s" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? FRAME_TEXT.shorten : FRAME_TEXT.showWhole}
      </Button>
    </>
  );
}
