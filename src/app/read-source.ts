import { ok, type Result } from "../core/result.ts";
import type { RunFailure, Subject } from "../core/run.ts";
import type { EndOfPeople, SourceDepartment, SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import type { SmartHrFault } from "../smarthr/fault.ts";
import type { OptOutField } from "../smarthr/opt-out-field.ts";
import { readCrews } from "../smarthr/read-crews.ts";
import { readDepartments } from "../smarthr/read-departments.ts";
import { failureOf } from "./run-failure.ts";

/** Everything SmartHR has of one subject, complete, and what the reading taught besides. */
export type Source =
  | { readonly subject: "departments"; readonly rows: readonly SourceDepartment[] }
  | { readonly subject: "employees"; readonly rows: readonly SourceEmployee[]; readonly optOutValueCount: number };

/** How far the reading has come. */
export interface ReadingProgress {
  readonly read: number;
  readonly total: number;
}

/** Reads the whole subject, or says why that cannot be done. Nothing is written while it runs. */
export async function readSource(
  client: SmartHrClient,
  wanted: WantedSource,
  onProgress: (progress: ReadingProgress) => void,
): Promise<Result<Source, RunFailure>> {
  switch (wanted.subject) {
    case "departments": {
      const reading = await readDepartments(client);
      return reading.ok ? ok({ subject: "departments", rows: reading.value }) : failureOf(reading);
    }
    case "employees": {
      const { findOptOutField, optedOutBefore, endBefore } = wanted;
      const optOutField = findOptOutField();
      const reading = await readCrews(client, { optOutField, optedOutBefore, endBefore, onProgress });
      if (!reading.ok) return failureOf(reading);
      const { employees, optOutValueCount } = reading.value;
      return ok({ subject: "employees", rows: employees, optOutValueCount });
    }
  }
}

/** What is to be read; people cannot be read without knowing who is not to be synced (M27). */
export type WantedSource =
  | { readonly subject: Extract<Subject, "departments"> }
  | {
      readonly subject: Extract<Subject, "employees">;
      readonly findOptOutField: () => Promise<Result<OptOutField, SmartHrFault>>;
      /** How many people were opted out at the last good read; 0 before the first. */
      readonly optedOutBefore: number;
      /** How the list ended then, else when somebody linked; null when neither knew anybody. */
      readonly endBefore: EndOfPeople | null;
    };
