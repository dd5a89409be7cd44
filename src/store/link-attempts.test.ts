import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import {
  addEndedLinkAttempt,
  endLinkAttempt,
  findLinkAttempt,
  forgetLinkAttempts,
  hasLinkAttemptEnded,
  openLinkAttempt,
  showLinkOutcome,
  takeLinkAttempt,
} from "./link-attempts.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const REFUSED = { kind: "refused", reason: { kind: "access-denied" } } as const;

test("an attempt is found by its state, by its own administrator alone", async () => {
  const { owner, id, state } = await anAttempt();
  const [colleague, stranger] = [
    { ...owner, administratorEmail: "sub@example.com" },
    { ...owner, companyId: await addTestCompany(db) },
  ];

  expect(await findLinkAttempt(db.queries, owner, state)).toEqual({ id, startedAt: 1_000, takenAt: null });
  expect(await findLinkAttempt(db.queries, owner, "another")).toBeNull();
  expect(await findLinkAttempt(db.queries, colleague, state)).toBeNull();
  expect(await findLinkAttempt(db.queries, stranger, state)).toBeNull();
});

test("the state is not in the database as it is", async () => {
  const { id, state } = await anAttempt();

  const row = await db.queries.selectFrom("link_attempts").selectAll().where("id", "=", id).executeTakeFirst();

  expect(JSON.stringify(row)).not.toContain(state);
});

test("of ten that take an attempt at once one has it", async () => {
  const { owner, id, state } = await anAttempt();

  const taken = await Promise.all(Array.from({ length: 10 }, () => takeLinkAttempt(db.queries, id, 2_000)));

  expect(taken.filter((had) => had)).toHaveLength(1);
  expect(await findLinkAttempt(db.queries, owner, state)).toMatchObject({ takenAt: 2_000 });
});

describe("how an attempt ended", () => {
  test("is told once, whoever asks at the same moment", async () => {
    const { owner, id } = await anAttempt();
    await endLinkAttempt(db.queries, id, REFUSED);

    const told = await Promise.all(Array.from({ length: 5 }, () => showLinkOutcome(db.queries, owner, id)));

    expect(told.filter((outcome) => outcome !== null)).toEqual([REFUSED]);
  });

  test("is what was noted first", async () => {
    const { owner, id } = await anAttempt();
    const before = await hasLinkAttemptEnded(db.queries, id);

    await endLinkAttempt(db.queries, id, REFUSED);
    await endLinkAttempt(db.queries, id, { kind: "completed" });

    expect([before, await hasLinkAttemptEnded(db.queries, id)]).toEqual([false, true]);
    expect(await showLinkOutcome(db.queries, owner, id)).toEqual(REFUSED);
  });

  test("is nobody else's, and nothing before it ended or for any other text", async () => {
    const { owner, id } = await anAttempt();
    const early = await showLinkOutcome(db.queries, owner, id);
    await endLinkAttempt(db.queries, id, REFUSED);
    const colleague = { ...owner, administratorEmail: "sub@example.com" };

    const told = [
      await showLinkOutcome(db.queries, colleague, id),
      await showLinkOutcome(db.queries, owner, randomUUID()),
      await showLinkOutcome(db.queries, owner, "'; drop table links"),
    ];

    expect([early, ...told]).toEqual([null, null, null, null]);
    expect(await showLinkOutcome(db.queries, owner, id)).toEqual(REFUSED);
  });

  test("can be noted of what was no attempt of this browser", async () => {
    const owner = await anOwner();
    const [one, other] = [randomUUID(), randomUUID()];

    for (const id of [one, other]) await addEndedLinkAttempt(db.queries, owner, { id, at: 1_000, outcome: REFUSED });

    expect(await showLinkOutcome(db.queries, owner, one)).toEqual(REFUSED);
    expect(await showLinkOutcome(db.queries, owner, other)).toEqual(REFUSED);
  });
});

test("old attempts are forgotten", async () => {
  const [old, young] = [await anAttempt(1_000), await anAttempt(3_000)];

  await forgetLinkAttempts(db.queries, 2_000);

  expect(await findLinkAttempt(db.queries, old.owner, old.state)).toBeNull();
  expect(await findLinkAttempt(db.queries, young.owner, young.state)).toMatchObject({ id: young.id });
});

async function anOwner() {
  return { companyId: await addTestCompany(db), administratorEmail: "hr@example.com" };
}

async function anAttempt(at = 1_000) {
  const attempt = { owner: await anOwner(), id: randomUUID(), state: `state-${randomUUID()}` };
  await openLinkAttempt(db.queries, attempt.owner, { id: attempt.id, state: attempt.state, at });
  return attempt;
}
