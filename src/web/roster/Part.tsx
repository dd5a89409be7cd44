import type { ReactNode } from "react";
import { Base, Heading, Section, Stack } from "smarthr-ui";

/** A part of a page, with its heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Section>
      <Stack gap={0.75}>
        <Heading>{title}</Heading>
        <Base padding={1.5}>{children}</Base>
      </Stack>
    </Section>
  );
}
