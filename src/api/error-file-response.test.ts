import { expect, test } from "vitest";
import type { LocatedFinding } from "../app/browse-runs.ts";
import type { ErrorFile } from "../app/open-error-file.ts";
import { errorFileResponse } from "./error-file-response.ts";

test("what fails before the file has begun is thrown, so that it can be told", async () => {
  const answering = errorFileResponse(aFile(0), "csv", () => {});

  await expect(answering).rejects.toThrow("the database is away");
});

test.each(["csv", "xlsx"] as const)(
  "what fails in the middle breaks off the download and is logged (%s)",
  async (format) => {
    const logged: unknown[] = [];

    const response = await errorFileResponse(aFile(2), format, (defect) => logged.push(defect));

    await expect(response.arrayBuffer()).rejects.toThrow("the database is away");
    expect(logged).toEqual([new Error("the database is away")]);
  },
);

test("somebody who stops downloading stops the reading", async () => {
  let read = 0;
  const endless: ErrorFile = {
    ...aFile(0),
    async *findings() {
      for (;;) {
        read += 1;
        yield [FINDING];
      }
    },
  };
  const response = await errorFileResponse(endless, "csv", () => {});
  const reader = response.body?.getReader();
  await reader?.read();

  await reader?.cancel();

  const readThen = read;
  await new Promise((resolve) => setImmediate(resolve));
  expect(read).toBe(readThen);
  expect(read).toBeLessThan(10);
});

const FINDING: LocatedFinding = {
  subject: "employees",
  row: { crewId: "crew-1", employeeNumber: "0001", email: null, lastName: "見本", firstName: "太郎" },
  reasons: [{ kind: "missing-email" }],
  url: "https://acme.smarthr.jp/crews/crew-1",
};

/** A file whose source fails after so many parts. */
function aFile(parts: number): ErrorFile {
  return {
    subject: "employees",
    finishedAt: 0,
    async *findings() {
      for (let part = 0; part < parts; part++) yield [FINDING];
      throw new Error("the database is away");
    },
  };
}
