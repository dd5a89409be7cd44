import { lazyPart } from "../frame/lazy-part.tsx";

/** Deletes people once it was confirmed. */
export const LazyDeleteEmployees = lazyPart(async () => (await import("./DeleteEmployees.tsx")).DeleteEmployees);
