import type { ReactNode } from "react";
import { Base, Stack } from "smarthr-ui";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";

/** A page for people who are not signed in: a heading and one box. */
export function OutsidePage({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <main className="app-main outside">
      <Stack>
        <p className="outside-name">{FRAME_TEXT.product}</p>
        <ScreenHeading>{heading}</ScreenHeading>
        <Base padding={1.5}>
          <Stack>{children}</Stack>
        </Base>
      </Stack>
    </main>
  );
}
