import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { administratorsQuery } from "../settings/settings-queries.ts";

/** How whoever did something is shown. */
export type ActorNames = (actor: string) => string;

/** The name of the administrator of that address, with the address where two have the same name; what is nobody's stays as it is. */
export function actorNames(people: readonly { readonly email: string; readonly name: string }[]): ActorNames {
  const nameByEmail = new Map(people.map(({ email, name }) => [email, name]));
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of people) (once.has(name) ? twice : once).add(name);
  return (actor) => {
    const name = nameByEmail.get(actor);
    if (name === undefined) return actor;
    return twice.has(name) ? `${name}（${actor}）` : name;
  };
}

/** The same for the signed-in company; as long as its people are not known, addresses are shown. */
export function useActorNames(): ActorNames {
  const { data } = useQuery({ ...administratorsQuery, staleTime: 60_000 });
  return useMemo(() => actorNames(data?.administrators ?? []), [data]);
}
