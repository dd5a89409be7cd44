import type { Role } from "../contract/me.ts";

/** Who is asking. A session belongs to one company, and reaches nothing of another. */
export interface Session {
  readonly administratorId: string;
  readonly companyId: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** Tells who a request comes from; null for nobody. */
export type SessionOf = (request: Request) => Promise<Session | null>;
