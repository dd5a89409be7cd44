import "./plan.css";
import { Heading, Section, Stack, Text } from "smarthr-ui";
import type { RunPlan } from "../../contract/runs.ts";
import type { Breakdown } from "../../core/breakdown.ts";
import type { Counts, RunKind } from "../../core/run.ts";
import {
  breakdownParts,
  createdRetiredText,
  HEAD_COUNT,
  headCountText,
  leavingText,
} from "../../text/breakdown-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { countedText, FEE_TEXT } from "../frame/frame-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { RunCounts } from "../runs/RunFacts.tsx";
import { RUNS_TEXT } from "../runs/runs-text.ts";

/** How much a plan changes: its counts, what they are made of, and the head count before and after. */
export function PlanCounts({
  kind,
  counts,
  plan,
}: {
  readonly kind: RunKind;
  readonly counts: Counts;
  readonly plan: RunPlan;
}) {
  return (
    <PageSection heading={RUNS_TEXT.counts}>
      <RunCounts kind={kind} counts={counts} />
      <PlanMakeup counts={counts} plan={plan} />
    </PageSection>
  );
}

/** What a plan's counts are made of, and the head count before and after. */
export function PlanMakeup({ counts, plan }: { readonly counts: Counts; readonly plan: RunPlan }) {
  return (
    <>
      {plan.headCount && <HeadCount headCount={plan.headCount} leaving={leavingOf(counts, plan)} />}
      <Parts breakdown={plan.breakdown} />
    </>
  );
}

function leavingOf(counts: Counts, { guards, headCount }: RunPlan): readonly string[] {
  return [leavingText(guards), createdRetiredText(counts, headCount, guards)].filter((line) => line !== null);
}

// M33: the fee may depend on it.
function HeadCount({
  headCount,
  leaving,
}: {
  readonly headCount: NonNullable<RunPlan["headCount"]>;
  readonly leaving: readonly string[];
}) {
  return (
    <Section>
      <Stack gap={0.25}>
        <Heading type="blockTitle">{HEAD_COUNT}</Heading>
        <Text size="L" weight="bold">
          {headCountText(headCount)}
        </Text>
        {leaving.map((line) => (
          <Text key={line}>{line}</Text>
        ))}
        <Text>{FEE_TEXT}</Text>
      </Stack>
    </Section>
  );
}

function Parts({ breakdown }: { readonly breakdown: Breakdown }) {
  const parts = breakdownParts(breakdown);
  if (parts.length === 0) return null;
  return (
    <div className="plan-breakdown">
      {parts.map(({ heading, tally }) => (
        <Section key={heading}>
          <Stack gap={0.5}>
            <Heading type="blockTitle">{heading}</Heading>
            <Facts className="plan-tally" facts={tally.map(([name, count]) => [name, countedText(count)] as const)} />
          </Stack>
        </Section>
      ))}
    </div>
  );
}
