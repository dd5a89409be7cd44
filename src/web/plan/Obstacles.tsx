import "../runs/runs.css";
import { NotificationBar, Stack, Text } from "smarthr-ui";
import { NAMED_OBSTACLES, type PlanObstacle } from "../../core/plan-standing.ts";
import type { RunKind } from "../../core/run.ts";
import { obstacleText } from "../../text/obstacle-text.ts";
import type { ActorNames } from "../session/actor-names.ts";
import { madeAnewText, OBSTACLES_CUT } from "./plan-text.ts";

/** That a plan was made anew after somebody had approved it, and what had changed meanwhile. */
export function Obstacles({
  kind,
  obstacles,
  nameOf,
}: {
  readonly kind: RunKind;
  readonly obstacles: readonly PlanObstacle[];
  readonly nameOf: ActorNames;
}) {
  const texts = madeAnewText(kind);
  const sentences = [...new Set(obstacles.map((obstacle) => obstacleText(named(obstacle, nameOf))))];
  return (
    <NotificationBar type="warning" base="base" role="status">
      <Stack gap={0.5}>
        <Text weight="bold">{texts.obstacles}</Text>
        <Text>{texts.about}</Text>
        <ul className="run-list">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {obstacles.length >= NAMED_OBSTACLES && <Text>{OBSTACLES_CUT}</Text>}
      </Stack>
    </NotificationBar>
  );
}

function named(obstacle: PlanObstacle, nameOf: ActorNames): PlanObstacle {
  if (!("actor" in obstacle) || obstacle.actor === null) return obstacle;
  return { ...obstacle, actor: nameOf(obstacle.actor) };
}
