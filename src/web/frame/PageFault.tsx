import type { ErrorComponentProps } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import { Button, Stack } from "smarthr-ui";
import { OutsidePage } from "../session/OutsidePage.tsx";
import { FRAME_TEXT, NO_ANSWER_TEXT } from "./frame-text.ts";
import { MessageBox, messageOf } from "./ProblemMessage.tsx";
import { ScreenHeading } from "./ScreenHeading.tsx";

/** Whether header, menu and the place for the page are there already. */
export const InsideFrame = createContext(false);

/** What stands in the place of a page that could not be opened, or of everything. */
export function PageFault({ error }: ErrorComponentProps) {
  const message = (
    <>
      <MessageBox message={isScriptMissing(error) ? NO_ANSWER_TEXT : messageOf(error)} />
      <div>
        <Button onClick={() => location.reload()}>{FRAME_TEXT.again}</Button>
      </div>
    </>
  );
  if (!useContext(InsideFrame)) return <OutsidePage heading={FRAME_TEXT.pageFault}>{message}</OutsidePage>;
  return (
    <Stack>
      <ScreenHeading>{FRAME_TEXT.pageFault}</ScreenHeading>
      {message}
    </Stack>
  );
}

// A page's script is fetched when it is opened first; browsers say in their own words that it did not come.
function isScriptMissing(error: unknown): boolean {
  return error instanceof Error && /imported module|module script|unable to preload/i.test(error.message);
}
