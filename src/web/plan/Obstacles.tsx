import "../runs/runs.css";
import { NotificationBar, Stack, Text } from "smarthr-ui";
import { NAMED_OBSTACLES, type PlanObstacle } from "../../core/plan-standing.ts";
import { obstacleText } from "../../text/obstacle-text.ts";
import type { ActorNames } from "../session/actor-names.ts";
import { OBSTACLES_CUT, PLAN_TEXT } from "./plan-text.ts";

/** That a plan was made anew after somebody had approved it, and what had changed meanwhile. */
export function Obstacles({
  obstacles,
  nameOf,
}: {
  readonly obstacles: readonly PlanObstacle[];
  readonly nameOf: ActorNames;
}) {
  const sentences = [...new Set(obstacles.map((obstacle) => obstacleText(named(obstacle, nameOf))))];
  return (
    <NotificationBar type="warning" base="base" role="status">
      <Stack gap={0.5}>
        <Text weight="bold">{PLAN_TEXT.obstacles}</Text>
        <Text>{PLAN_TEXT.obstaclesAbout}</Text>
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
