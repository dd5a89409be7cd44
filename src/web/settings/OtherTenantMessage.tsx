import { MessageBox } from "../frame/ProblemMessage.tsx";
import { LINK_TEXT, otherTenantText } from "./settings-text.ts";

/** A link would be to another SmartHR account than the company's others: somebody has to say that it is meant. */
export function OtherTenantMessage({
  subdomain,
  linkedSubdomains,
}: {
  readonly subdomain: string;
  readonly linkedSubdomains: readonly string[];
}) {
  return (
    <MessageBox
      type="warning"
      message={{
        event: LINK_TEXT.otherTenantTitle,
        cause: otherTenantText(subdomain, linkedSubdomains),
        remedy: LINK_TEXT.otherTenantRemedy,
      }}
    />
  );
}
