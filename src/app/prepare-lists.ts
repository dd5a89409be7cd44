import { companiesSignedInLast } from "../store/companies.ts";
import { keepEmployeeIndexes } from "../store/current-employee-index.ts";
import type { Product } from "./product.ts";

// Who comes after a start is most likely of one of these; all others are read when they come.
const COMPANIES = 3;

/** Reads the employees of those who used the product last into memory, so that their first list is there at once. */
export async function prepareLists({ db }: Pick<Product, "db">): Promise<void> {
  await keepEmployeeIndexes(db, await companiesSignedInLast(db.queries, COMPANIES));
}
