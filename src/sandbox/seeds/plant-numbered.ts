import { createRandom, pick, pickBetween, type Random } from "../random.ts";
import { type CrewRow, type Json, SEEDS_END_AT, type Tenant } from "../tenant.ts";
import { pickName } from "./people-names.ts";
import { employmentTypeId, plantDepartment, plantMaster, plantMasters } from "./plant-masters.ts";

/** So many people with a realistic spread, the same ones every time, every one of them acceptable to a sync. */
export function plantNumbered(tenant: Tenant, people: number): void {
  plantMasters(tenant);
  const random = createRandom(20_260_401);
  const place = createPlaces(tenant, Math.min(300, Math.max(3, Math.round(people / 100))));
  const [establishment] = tenant.masters.biz_establishments.list();
  for (let number = 1; number <= people; number++) {
    const at = SEEDS_END_AT - (people - number + 1) * 60_000;
    const values = valuesOf(random, number, establishment?.id ?? null);
    tenant.crews.put({
      id: tenant.ids.next(),
      createdAt: at,
      updatedAt: at,
      values,
      ...place(random),
      customValues: [],
    });
  }
}

const SECTION_WORDS = ["営業", "開発", "企画", "管理", "製造", "物流", "品質", "購買", "広報", "法務"] as const;
const JOB_TITLES = ["部長", "課長", "係長", "主任"] as const;
const SECTIONS_PER_DIVISION = 9;

type Place = Pick<CrewRow, "departmentIds" | "positionIds" | "employmentTypeId">;

function createPlaces(tenant: Tenant, departments: number): (random: Random) => Place {
  const sections: string[] = [];
  let division: string | null = null;
  for (let number = 1; number <= departments; number++) {
    const word = pick(() => (number % SECTION_WORDS.length) / SECTION_WORDS.length, SECTION_WORDS);
    const code = `D${String(number).padStart(4, "0")}`;
    if (number % (SECTIONS_PER_DIVISION + 1) === 1) {
      division = plantDepartment(tenant, { name: `第${number}${word}本部`, code });
    } else {
      sections.push(plantDepartment(tenant, { name: `第${number}${word}部`, code, parentId: division }));
    }
  }
  const jobTitles = JOB_TITLES.map((name, index) => plantMaster(tenant, "job_titles", { name, rank: index + 1 }));
  const permanent = employmentTypeId(tenant, "正社員");
  const others = ["契約社員", "派遣社員", "アルバイト・パート"].map((name) => employmentTypeId(tenant, name));

  return (random) => {
    const departmentIds = [pick(random, sections)];
    // 兼務 is common, and only 部署1 counts.
    if (random() < 0.1) departmentIds.push(pick(random, sections));
    return {
      departmentIds,
      positionIds: random() < 0.2 ? [pick(random, jobTitles)] : [],
      employmentTypeId: random() < 0.75 ? permanent : pick(random, others),
    };
  };
}

// Every row lists its values in the same order: rows of one shape take far less memory.
function valuesOf(random: Random, number: number, establishmentId: string | null): Record<string, Json> {
  const name = pickName(random);
  const retired = random() < 0.02;
  const business = random() < 0.01 ? pickName(random) : null;
  return {
    biz_establishment_id: establishmentId,
    emp_code: String(number).padStart(6, "0"),
    emp_status: retired ? "retired" : random() < 0.02 ? "absent" : "employed",
    last_name: name.lastName,
    first_name: name.firstName,
    last_name_yomi: name.lastNameKana,
    first_name_yomi: name.firstNameKana,
    birth_at: day(random, 1960, 2002),
    gender: name.gender,
    email: `${name.latin}.${number}@acme.example`,
    entered_at: day(random, 1990, 2023),
    ...(retired ? { resigned_at: day(random, 2024, 2024) } : {}),
    ...(business ? { business_last_name: business.lastName, business_last_name_yomi: business.lastNameKana } : {}),
  };
}

function day(random: Random, fromYear: number, toYear: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${pickBetween(random, fromYear, toYear)}-${two(pickBetween(random, 1, 12))}-${two(pickBetween(random, 1, 28))}`;
}
