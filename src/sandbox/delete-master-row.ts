import type { MasterName, Tenant } from "./tenant.ts";

/** Deletes a master's row; people who had it have none any more. */
export function deleteMasterRow(tenant: Tenant, master: MasterName, id: string): void {
  tenant.masters[master].delete(id);
  for (const crew of tenant.crews.list()) {
    if (master === "employment_types" && crew.employmentTypeId === id) {
      tenant.crews.put({ ...crew, employmentTypeId: null });
    } else if (master === "job_titles" && crew.positionIds.includes(id)) {
      tenant.crews.put({ ...crew, positionIds: crew.positionIds.map((slot) => (slot === id ? null : slot)) });
    }
  }
}
