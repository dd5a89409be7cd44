import { acmeOf, insert } from "./law-scene.ts";
import type { ProductScene } from "./product-scene.ts";

/** The opt-out field of the manual's names, as somebody makes it in SmartHR by the steps of the link page; gives its id. */
export function makeFieldByHand(scene: Pick<ProductScene, "sandbox">): string {
  const name = "ミキワメカテゴリー";
  const group = acmeOf(scene).groups.find((each) => each.name === name);
  const groupId = group?.id ?? insert(scene, "crew_custom_field_template_groups", { name });
  const elements = [
    { name: "連携する", physical_name: "sync" },
    { name: "連携しない", physical_name: "skip" },
  ];
  return insert(scene, "crew_custom_field_templates", {
    group_id: groupId,
    name: "ミキワメ連携",
    type: "enum",
    elements,
  });
}
