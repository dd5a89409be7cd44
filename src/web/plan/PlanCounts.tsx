import "./plan.css";
import { Heading, Section, Stack, Text } from "smarthr-ui";
import type { RunPlan } from "../../contract/runs.ts";
import type { Breakdown } from "../../core/breakdown.ts";
import type { Counts } from "../../core/run.ts";
import { rejectionNameText, skipNameText } from "../../text/reason-name-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { countedText, FEE_TEXT } from "../frame/frame-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { RunCounts } from "../runs/RunFacts.tsx";
import { RUNS_TEXT } from "../runs/runs-text.ts";
import { changedFieldText, headCountText, PLAN_TEXT } from "./plan-text.ts";

/** How much a plan changes: its counts, what they are made of, and the head count before and after. */
export function PlanCounts({ counts, plan }: { readonly counts: Counts; readonly plan: RunPlan }) {
  return (
    <PageSection heading={RUNS_TEXT.counts}>
      <RunCounts counts={counts} />
      {plan.headCount && <HeadCount headCount={plan.headCount} />}
      <Parts breakdown={plan.breakdown} />
    </PageSection>
  );
}

// M33: the fee may depend on it.
function HeadCount({ headCount }: { readonly headCount: NonNullable<RunPlan["headCount"]> }) {
  return (
    <Section>
      <Stack gap={0.25}>
        <Heading type="blockTitle">{PLAN_TEXT.headCount}</Heading>
        <Text size="L" weight="bold">
          {headCountText(headCount)}
        </Text>
        <Text>{FEE_TEXT}</Text>
      </Stack>
    </Section>
  );
}

function Parts({
  breakdown: { updatesByField, skipsByReason, rejectionsByReason },
}: {
  readonly breakdown: Breakdown;
}) {
  const parts = [
    { heading: PLAN_TEXT.updatesByField, tally: tally(updatesByField, changedFieldText) },
    { heading: PLAN_TEXT.skips, tally: tally(skipsByReason, skipNameText) },
    { heading: PLAN_TEXT.rejections, tally: tally(rejectionsByReason, rejectionNameText) },
  ].filter((part) => part.tally.length > 0);
  if (parts.length === 0) return null;
  return (
    <div className="plan-breakdown">
      {parts.map((part) => (
        <Section key={part.heading}>
          <Stack gap={0.5}>
            <Heading type="blockTitle">{part.heading}</Heading>
            <Facts className="plan-tally" facts={part.tally} />
          </Stack>
        </Section>
      ))}
    </div>
  );
}

function tally<Name extends string>(
  counts: Readonly<Partial<Record<Name, number>>>,
  nameOf: (name: Name) => string,
): readonly (readonly [string, string])[] {
  return (Object.entries(counts) as [Name, number][])
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => [nameOf(name), countedText(count)] as const);
}
