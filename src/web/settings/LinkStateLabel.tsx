import { StatusLabel } from "smarthr-ui";
import type { Me } from "../../contract/me.ts";
import { LINK_TEXT } from "./settings-text.ts";

/** Whether somebody is linked, in a word and a colour. */
export function LinkStateLabel({ link }: { readonly link: Me["link"] }) {
  switch (link.kind) {
    case "not-linked":
      return <StatusLabel type="grey">{LINK_TEXT.notLinked}</StatusLabel>;
    case "linked":
      return link.rejectedAt === null ? (
        <StatusLabel type="green">{LINK_TEXT.linked}</StatusLabel>
      ) : (
        <StatusLabel type="error">{LINK_TEXT.rejected}</StatusLabel>
      );
    case "expired":
      return <StatusLabel type="error">{LINK_TEXT.expired}</StatusLabel>;
  }
}
