import type { RunFailure } from "../../core/run.ts";
import { failureText } from "../../text/failure-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { LINK_TEXT } from "./settings-text.ts";

/** M27: the link stands, but nobody can be synced until somebody has made the field in SmartHR. */
export function OptOutFieldSection({ failure }: { readonly failure: RunFailure }) {
  return (
    <PageSection heading={LINK_TEXT.optOutHeading}>
      <MessageBox type="warning" message={{ ...failureText(failure), event: LINK_TEXT.optOutEvent }} />
      <ol>
        {LINK_TEXT.optOutSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div>
        <RouteLink to="/settings/opt-outs">{LINK_TEXT.toOptOuts}</RouteLink>
      </div>
    </PageSection>
  );
}
