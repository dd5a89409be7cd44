import type { ReactNode } from "react";
import { Cluster, PageHeading } from "smarthr-ui";
import { FRAME_TEXT } from "./frame-text.ts";

/** The one h1 of a page, its title in the browser, and the page's actions at the right. */
export function ScreenHeading({
  children,
  actions,
}: {
  readonly children: string;
  /** Top right of the page, as the manual says. */
  readonly actions?: ReactNode;
}) {
  return (
    <Cluster justify="space-between" align="center" gap={1}>
      <PageHeading pageTitleSuffix={FRAME_TEXT.product}>{children}</PageHeading>
      {actions}
    </Cluster>
  );
}
