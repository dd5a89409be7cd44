import { sql } from "kysely";
import type { CompanyId } from "./companies.ts";
import type { Transaction } from "./database.ts";

declare const locked: unique symbol;

/** A company's roster that nobody else can write until the transaction ends; only `lockRoster` makes one. */
export interface LockedRoster {
  readonly tx: Transaction;
  readonly companyId: CompanyId;
  readonly [locked]: true;
}

/**
 * Waits until no other transaction writes the company's roster, then keeps all others out. What is read through the same
 * transaction afterwards stays true until it ends. Throws when there is no such company.
 */
export async function lockRoster(tx: Transaction, companyId: CompanyId): Promise<LockedRoster> {
  await sql`select pg_advisory_xact_lock(${ROSTER_LOCK}, ${companyId})`.execute(tx);
  await tx.selectFrom("companies").select("id").where("id", "=", companyId).executeTakeFirstOrThrow();
  return { tx, companyId } as LockedRoster;
}

// The tables' triggers demand this number (migration 0001).
const ROSTER_LOCK = 6_302;
