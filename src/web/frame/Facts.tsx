import type { ReactNode } from "react";

/** Names and values: one pair below the other, or as the class of a style sheet lays them out. */
export function Facts({
  facts,
  className = "facts",
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  readonly className?: string;
}) {
  return (
    <dl className={className}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
