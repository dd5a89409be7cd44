import { drawEdits } from "./draw-edits.ts";
import { byHand, pressSync, type Story } from "./story.ts";

/** One short history with a little of everything, whose crash points are walked through one after the other. */
export const SHORT_STORY: Story = {
  base: "manual",
  roles: ["web", "worker"],
  settings: { createRetired: true, whenAddressChanged: "create-new" },
  access: "oauth",
  limits: false,
  runsAtOnce: 1,
  happenings: [
    { atMs: 100, kind: "start", act: (world) => pressSync(world, "departments") },
    {
      atMs: 3_000,
      kind: "server-error",
      act: ({ smarthr }) => smarthr.sandbox.control("faults", { kind: "server-error", path: "/v1/crews" }),
    },
    { atMs: 3_100, kind: "start", act: (world) => pressSync(world, "employees") },
    { atMs: 6_000, kind: "edit", act: ({ smarthr }, chance) => smarthr.edit(drawEdits(chance, smarthr)) },
    { atMs: 9_000, kind: "edit by hand", act: byHand },
  ],
  overAtMs: 10_000,
};
