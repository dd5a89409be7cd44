import type { RunFailure } from "../../core/run.ts";
import { failureText } from "../../text/failure-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { LINK_TEXT } from "./settings-text.ts";

interface OptOutFieldSectionProps {
  readonly failure: RunFailure;
  /** Whether the account's field was found or made before. */
  readonly remembered: boolean;
}

/** M27: the link stands, but nobody can be synced until the field is in order; how it gets so depends on whether it ever was. */
export function OptOutFieldSection({ failure, remembered }: OptOutFieldSectionProps) {
  if (failure.kind === "opt-out-field-missing" && !remembered) return <NeverMade />;
  // A permission is given in SmartHR; a field that was there is made again here.
  const event = failure.kind === "opt-out-field-missing" ? LINK_TEXT.optOutLostEvent : LINK_TEXT.optOutEvent;
  return (
    <PageSection heading={LINK_TEXT.optOutLostHeading}>
      <MessageBox type="warning" message={{ ...failureText(failure), event }} />
      <ToOptOuts />
    </PageSection>
  );
}

/** Linking anew looks for a field only while none is remembered: these steps would lead nowhere for one that was deleted (M35). */
function NeverMade() {
  const message = { event: LINK_TEXT.optOutEvent, cause: LINK_TEXT.optOutCause, remedy: LINK_TEXT.optOutRemedy };
  return (
    <PageSection heading={LINK_TEXT.optOutHeading}>
      <MessageBox type="warning" message={message} />
      <ol>
        {LINK_TEXT.optOutSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <ToOptOuts />
    </PageSection>
  );
}

function ToOptOuts() {
  return (
    <div>
      <RouteLink to="/settings/opt-outs">{LINK_TEXT.toOptOuts}</RouteLink>
    </div>
  );
}
