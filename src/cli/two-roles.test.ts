import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startThrowAwayPostgres } from "../../bench/throw-away-postgres.ts";
import { Gathered } from "../../test/command-line-scene.ts";
import { makeTestFolder } from "../../test/database.ts";
import { freePort } from "../../test/free-port.ts";
import { program } from "../../test/postgres-program.ts";
import { makeTwoRoles, type TwoRoles, urlAs } from "../../test/two-roles.ts";
import { composeShell } from "../compose.ts";
import { runCommandLine } from "./run-command-line.ts";

const run = promisify(execFile);
// A machine without PostgreSQL's programs has no server whose roles could be made; .ci/run puts them there.
const server = await startThrowAwayPostgres();
const roles: TwoRoles = server === null ? { ownerUrl: "", appUrl: "" } : await makeTwoRoles(server.url);
afterAll(() => server?.remove());

const FORBIDDEN =
  /^データベースの構造を作成または使用できませんでした。DATABASE_URLのユーザーに、必要な権限がありません。先に、データベースの所有者のURLを環境変数DATABASE_URLに設定して、「mikiwame-sync migrate」を実行してください。[^\n]*\n$/;

describe.skipIf(server === null)("with the two roles that docs/OPERATING.md makes", () => {
  test.each([[["migrate"]], [["runs"]], [["serve", "--worker-only"]]])(
    "%j by the app's role before the first migrate says what to do, without a stack",
    async (words) => {
      const end = await command(words, roles.appUrl);

      expect(end).toEqual({ code: 2, output: "", messages: expect.stringMatching(FORBIDDEN) });
    },
  );

  test("doctor by the app's role before the first migrate says the same", async () => {
    const { code, output, messages } = await command(["doctor"], roles.appUrl);

    expect([code, messages]).toEqual([1, ""]);
    expect(output.replace(/^✗ /, "")).toMatch(FORBIDDEN);
  });

  test("after it, the app's role does all but migrate; either role's URL makes the back-up of the document", async () => {
    const migrated = await command(["migrate"], roles.ownerUrl);
    const added = await command(["company", "add", "acme", "見本株式会社"], roles.appUrl);
    const served = await command(["serve", "--worker-only"], roles.appUrl, 3_000);
    const [byOwner, byApp] = [await dump(roles.ownerUrl), await dump(roles.appUrl)];

    expect([migrated.code, added.code, served.code]).toEqual([0, 0, 0]);
    expect(served.output).not.toBe("");
    for (const file of [byOwner, byApp]) {
      const { stdout } = await run(program("pg_restore"), ["--list", file]);
      expect(stdout).toContain("TABLE DATA public companies");
    }
  });

  test("a database restored without the queue is told to the app's role, and put right by the owner's migrate", async () => {
    const [ownerUrl, appUrl] = await restore(await dump(roles.ownerUrl), "mikiwame_restored");

    const examined = await command(["doctor"], appUrl);
    const refused = await command(["serve", "--worker-only"], appUrl);
    const migrated = await command(["migrate"], ownerUrl);
    const well = await command(["doctor"], appUrl);
    const served = await command(["serve", "--worker-only"], appUrl, 3_000);

    expect(examined.output).toContain("✓ データベース: ");
    expect(examined.output).toMatch(
      /^✗ 同期の順番待ち（pgboss）: まだ作成されていません。.*データベースの所有者のURLを.*migrate/m,
    );
    expect(examined.output).not.toContain("grant");
    expect(refused).toEqual({ code: 2, output: "", messages: expect.stringMatching(FORBIDDEN) });
    expect([migrated.code, served.code]).toEqual([0, 0]);
    expect(well.output).toMatch(/^✓ データベース: .*\n✓ .*\n✓ 同期の順番待ち/m);
  });

  test("rights that are missing are told alone, and nothing is asked that would be refused", async () => {
    const [ownerUrl, appUrl] = await restore(await dump(roles.ownerUrl), "mikiwame_without_rights");
    await command(["migrate"], ownerUrl);
    await run(program("psql"), [ownerUrl, "--quiet", "--command=revoke usage on schema pgboss from mikiwame_app"]);

    const { code, output, messages } = await command(["doctor"], appUrl);

    expect([code, messages]).toEqual([1, ""]);
    expect(output).toMatch(/^✗ データベース: .*（usage on schema pgboss）。.*「grant」/m);
  });
});

/** What a person sees who types it; a command that goes on is stopped after a while. */
async function command(words: readonly string[], url: string, stopAfterMs = 60_000) {
  const [output, messages] = [new Gathered(), new Gathered()];
  const environment = {
    DATABASE_URL: url,
    SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    PORT: String(await freePort()),
    LOG_LEVEL: "error",
    // Nobody answers there.
    SMARTHR_AUTH_URL: "http://127.0.0.1:9",
  };
  const stop = AbortSignal.timeout(stopAfterMs);
  const shell = composeShell({ environment, output, messages, columns: null, stop });
  const code = await runCommandLine(words, shell);
  return { code, output: output.text, messages: messages.text };
}

// As docs/OPERATING.md says it under "Back-ups".
async function dump(url: string): Promise<string> {
  const folder = makeTestFolder();
  onTestFinished(folder.remove);
  const file = join(folder.path, "mikiwame.dump");
  await run(program("pg_dump"), ["--format=custom", "--exclude-schema=pgboss", `--file=${file}`, url]);
  return file;
}

async function restore(file: string, database: string): Promise<readonly [ownerUrl: string, appUrl: string]> {
  const administratorUrl = server?.url ?? "";
  const owner = urlAs(administratorUrl, "mikiwame_owner", database);
  await run(program("createdb"), [
    `--maintenance-db=${administratorUrl}`,
    "--owner=mikiwame_owner",
    "--template=template0",
    database,
  ]);
  await run(program("pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${owner}`, file]);
  return [owner, urlAs(administratorUrl, "mikiwame_app", database)];
}
