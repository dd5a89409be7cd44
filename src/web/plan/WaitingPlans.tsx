import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useActorNames } from "../session/actor-names.ts";
import { waitingPlansQuery } from "./plan-queries.ts";
import { WaitingPlansView } from "./WaitingPlansView.tsx";

/** In the frame of every page, as long as a plan waits; the plan's own page says all of it itself. */
export function WaitingPlans() {
  const { data } = useQuery(waitingPlansQuery);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const elsewhere = data?.plans.filter(({ id }) => path !== `/runs/${id}`) ?? [];
  return elsewhere.length > 0 && <NamedPlans plans={elsewhere} />;
}

// Names are only asked for where there is somebody to name.
function NamedPlans({ plans }: Parameters<typeof WaitingPlansView>[0]) {
  const nameOf = useActorNames();
  return <WaitingPlansView plans={plans.map((plan) => ({ ...plan, actor: nameOf(plan.actor) }))} />;
}
