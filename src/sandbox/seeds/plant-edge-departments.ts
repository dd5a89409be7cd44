import type { Tenant } from "../tenant.ts";
import { type PlantedDepartment, plantDepartment } from "./plant-masters.ts";

/** Departments for everything that can be said of one at the first sync. Gives their ids by name (the first of each name). */
export function plantEdgeDepartments(tenant: Tenant): ReadonlyMap<string, string> {
  const idByName = new Map<string, string>();
  for (const { under, ...department } of EDGE_DEPARTMENTS) {
    const id = plantDepartment(tenant, {
      ...department,
      parentId: under === undefined ? null : (idByName.get(under) ?? null),
    });
    if (!idByName.has(department.name)) idByName.set(department.name, id);
  }
  return idByName;
}

type EdgeDepartment = Omit<PlantedDepartment, "parentId"> & { readonly under?: string };

const EDGE_DEPARTMENTS: readonly EdgeDepartment[] = [
  { name: "本社", code: "H001" },
  { name: "営業本部", code: "H010", under: "本社" },
  { name: "営業一課", code: "H011", under: "営業本部" },
  // No code, or only blanks; a child of theirs moves up to the nearest ancestor that has one.
  { name: "部署コードのない室", code: null, under: "本社" },
  { name: "空白コードの室", code: "　", under: "本社" },
  { name: "コードのない室の課", code: "H021", under: "部署コードのない室" },
  { name: "コードのない室のコードのない班", code: "", under: "部署コードのない室" },
  { name: "コードのない班の係", code: "H022", under: "コードのない室のコードのない班" },
  // The same code twice, and a child of one of the two.
  { name: "製造部", code: "D100" },
  { name: "生産部", code: "D100" },
  { name: "製造一課", code: "D110", under: "製造部" },
  { name: "", code: "N001" },
  { name: "長い名前の課".repeat(200), code: "N002" },
  { name: "長いコードの課", code: "N003".repeat(300) },
  // The same free name twice.
  { name: "情報システム部", code: "S001" },
  { name: "情報システム部", code: "S002" },
  // Codes that look like the same number and are not, blanks around one, wide digits in another.
  { name: "総務課", code: "0012" },
  { name: "庶務課", code: "12" },
  { name: "文書課", code: " 0013 " },
  { name: "広報課", code: "００３０" },
  { name: "旧広報部", code: "Z001", discontinuedOn: "2024-03-31" },
  { name: "物流部", code: "L001" },
  { name: "倉庫課", code: "L002", under: "物流部" },
  { name: "購買部", code: "L003" },
  { name: "二階", code: "T002", under: "本社" },
  { name: "三階", code: "T003", under: "二階" },
  { name: "四階", code: "T004", under: "三階" },
  { name: "五階", code: "T005", under: "四階" },
  { name: "六階", code: "T006", under: "五階" },
  { name: "七階", code: "T007", under: "六階" },
  { name: "八階", code: "T008", under: "七階" },
  { name: "九階", code: "T009", under: "八階" },
  { name: "十階", code: "T010", under: "九階" },
];
