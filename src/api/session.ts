import type { Role } from "../core/administrator.ts";

/** Who is asking. A session belongs to one company, and reaches nothing of another. */
export interface Session {
  readonly administratorId: string;
  readonly companyId: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}
