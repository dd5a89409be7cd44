import { z } from "zod";

/** A department as its code is made readable. */
export const DepartmentName = z.object({ code: z.string(), name: z.string() });
