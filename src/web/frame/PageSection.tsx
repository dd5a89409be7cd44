import type { ReactNode } from "react";
import { Base, Heading, Section, Stack } from "smarthr-ui";

/** One part of a page: a heading over a white ground. */
export function PageSection({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Section>
      <Stack gap={0.75}>
        <Heading>{heading}</Heading>
        <Base padding={1.5}>
          <Stack>{children}</Stack>
        </Base>
      </Stack>
    </Section>
  );
}
