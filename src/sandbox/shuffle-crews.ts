import { changeCrew } from "./change-crew.ts";
import { createRandom, pick, seedOf } from "./random.ts";
import { stampEdit, type Tenant } from "./tenant.ts";

const FAMILY_NAMES = [
  ["東", "アズマ"],
  ["西", "ニシ"],
  ["南", "ミナミ"],
  ["北", "キタ"],
] as const;
const JOB_TITLES = ["参事", "主査", "担当部長", "専門課長"] as const;

/** Changes the name or the job title of so many percent of the tenant's people; the same people for the same round. Gives how many. */
export function shuffleCrews(tenant: Tenant, percent: number, round: number, now: number): number {
  const at = stampEdit(tenant, now);
  const random = createRandom(seedOf(`shuffle:${round}`));
  const people = tenant.crews.list();
  const count = Math.round((people.length * percent) / 100);
  // The first `count` of a shuffle that is not carried on to its end.
  for (let place = 0; place < count; place++) {
    const other = place + Math.floor(random() * (people.length - place));
    const [crew, displaced] = [people[other], people[place]];
    if (!crew || !displaced) break;
    people[other] = displaced;
    people[place] = crew;
    const [lastName, lastNameKana] = pick(random, FAMILY_NAMES);
    const renamed = { last_name: `${lastName}${round}`, last_name_yomi: lastNameKana };
    const body = place % 2 === 0 ? renamed : { positions: [`${pick(random, JOB_TITLES)}${round}`] };
    tenant.crews.put(changeCrew(tenant, crew, body, at));
  }
  return count;
}
