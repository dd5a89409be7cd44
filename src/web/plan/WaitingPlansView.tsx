import "./plan.css";
import { NotificationBar, Text } from "smarthr-ui";
import type { RunRow } from "../../contract/runs.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { planWaitsText, WAITING_TEXT } from "./plan-text.ts";

/** A plan that waits, with how many guards stopped it. */
export type WaitingPlan = RunRow & { readonly trippedGuards: number };

/** The plans that wait, each with the way to it. */
export function WaitingPlansView({ plans }: { readonly plans: readonly WaitingPlan[] }) {
  return (
    <section className="waiting-plans" aria-label={WAITING_TEXT.label}>
      {plans.map(({ id, trippedGuards, ...plan }) => (
        <NotificationBar key={id} type="warning" base="base" role="status">
          <div className="waiting-plan">
            <Text>{planWaitsText(plan, trippedGuards)}</Text>
            <RouteLink to="/runs/$id" params={{ id }}>
              {WAITING_TEXT.toPlan}
            </RouteLink>
          </div>
        </NotificationBar>
      ))}
    </section>
  );
}
