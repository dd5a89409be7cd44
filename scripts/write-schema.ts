import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeSchema } from "../src/store/describe-schema.ts";
import { openEmbeddedDatabase } from "../src/store/embedded-database.ts";
import { migrate } from "../src/store/migrate.ts";

// Writes src/store/schema.sql from the migrations; with --check it only says whether the file is what they arrive at.
const path = new URL("../src/store/schema.sql", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "mikiwame-schema-"));
try {
  const schema = await schemaOfMigrations(folder);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, schema);
  } else if (readFileSync(path, "utf8") !== schema) {
    console.error("src/store/schema.sql is not what the migrations arrive at: run npm run schema");
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function schemaOfMigrations(dataDir: string): Promise<string> {
  const opened = await openEmbeddedDatabase({ dataDir });
  if (!opened.ok) throw new Error(`the embedded database cannot be opened: ${opened.fault.kind}`);
  const db = opened.value;
  try {
    const migrated = await migrate(db);
    if (!migrated.ok) throw new Error(`an empty database cannot be migrated: ${migrated.fault.kind}`);
    return await describeSchema(db.queries);
  } finally {
    await db.close();
  }
}
