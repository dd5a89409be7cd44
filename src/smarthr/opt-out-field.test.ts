import { describe, expect, test } from "vitest";
import { aSmartHr, crewOptions, type SmartHrScene } from "../../test/smarthr-scene.ts";
import { fail } from "../core/result.ts";
import { findOptOutField, findOrMakeOptOutField, readOptOutField } from "./opt-out-field.ts";
import { readCrews } from "./read-crews.ts";

const GROUPS = "/v1/crew_custom_field_template_groups";
const TEMPLATES = "/v1/crew_custom_field_templates";

interface Made {
  readonly id: string;
  readonly elements: readonly { readonly id: string; readonly name: string; readonly physical_name: string | null }[];
}

/** The field as an administrator makes it by hand in SmartHR. */
async function makeByHand({ meanwhile }: SmartHrScene, special: Record<string, unknown> = {}): Promise<Made> {
  const group = (await meanwhile("POST", GROUPS, { name: "ミキワメカテゴリー" })) as Made;
  const elements = [
    { name: "連携する", position: 1 },
    { name: "連携しない", position: 2 },
  ];
  const field = { name: "ミキワメ連携", type: "enum", group_id: group.id, elements, ...special };
  return (await meanwhile("POST", TEMPLATES, field)) as Made;
}

function elementId(field: Made, name: string): string {
  return field.elements.find((element) => element.name === name)?.id ?? "none";
}

const made = async (scene: SmartHrScene) => {
  const field = await findOrMakeOptOutField(scene.client);
  if (!field.ok) throw new Error(`the field was not made: ${field.fault.kind}`);
  return field.value;
};

describe("M27: the field 「ミキワメ連携」 in 「ミキワメカテゴリー」", () => {
  test("is made once, with the names of the manual", async () => {
    const scene = aSmartHr();

    const first = await made(scene);
    const second = await made(scene);

    const groups = await scene.meanwhile("GET", `${GROUPS}?embed=templates`);
    expect(second).toEqual(first);
    expect(groups).toMatchObject([
      {
        name: "ミキワメカテゴリー",
        templates: [
          {
            id: first.templateId,
            name: "ミキワメ連携",
            type: "enum",
            elements: [
              { name: "連携する", physical_name: "sync" },
              { name: "連携しない", physical_name: "skip" },
            ],
          },
        ],
      },
    ]);
  });

  test("is made in the group that is there already", async () => {
    const scene = aSmartHr();
    await scene.meanwhile("POST", GROUPS, { name: "ミキワメカテゴリー" });

    await made(scene);

    const groups = (await scene.meanwhile("GET", GROUPS)) as unknown[];
    expect(groups).toHaveLength(1);
  });

  test("made by hand, it is found by its names", async () => {
    const scene = aSmartHr();
    const byHand = await makeByHand(scene);

    const found = await findOptOutField(scene.client);

    const skipValues = [elementId(byHand, "連携しない")];
    expect(found).toEqual({ ok: true, value: { templateId: byHand.id, skipValues } });
  });

  test("is found behind a hundred other groups", async () => {
    const scene = aSmartHr();
    for (let number = 0; number < 100; number++) await scene.meanwhile("POST", GROUPS, { name: `分類${number}` });
    const byHand = await makeByHand(scene);

    const found = await findOptOutField(scene.client);

    expect(found.ok && found.value?.templateId).toBe(byHand.id);
  });

  test("a field of the same name in another group is another field", async () => {
    const scene = aSmartHr();
    const group = (await scene.meanwhile("POST", GROUPS, { name: "その他" })) as Made;
    await scene.meanwhile("POST", TEMPLATES, { name: "ミキワメ連携", type: "text", group_id: group.id });

    const found = await findOptOutField(scene.client);

    expect(found).toEqual({ ok: true, value: null });
  });

  test("of the right names but no drop-down list, it is not made a second time", async () => {
    const scene = aSmartHr();
    await makeByHand(scene, { type: "string", elements: null });

    const field = await findOrMakeOptOutField(scene.client);

    const templates = (await scene.meanwhile("GET", TEMPLATES)) as unknown[];
    expect({ field, count: templates.length }).toEqual({ field: fail({ kind: "opt-out-field-missing" }), count: 1 });
  });
});

describe("M35: the remembered field, failing closed", () => {
  test("is read by its id, whatever its name has become", async () => {
    const scene = aSmartHr();
    const field = await made(scene);
    await scene.meanwhile("PATCH", `${TEMPLATES}/${field.templateId}`, { name: "適性検査との連携" });

    const read = await readOptOutField(scene.client, field.templateId);

    expect(read).toEqual({ ok: true, value: field });
  });

  test("deleted, it is missing", async () => {
    const scene = aSmartHr();
    const { templateId } = await made(scene);
    await scene.meanwhile("DELETE", `${TEMPLATES}/${templateId}`);

    const read = await readOptOutField(scene.client, templateId);

    expect(read).toEqual(fail({ kind: "opt-out-field-missing" }));
  });

  test("deleted with its group, it is missing", async () => {
    const scene = aSmartHr();
    const { templateId } = await made(scene);
    const [group] = (await scene.meanwhile("GET", GROUPS)) as Made[];
    await scene.meanwhile("DELETE", `${GROUPS}/${group?.id}`);

    const read = await readOptOutField(scene.client, templateId);

    expect(read).toEqual(fail({ kind: "opt-out-field-missing" }));
  });

  test("without 「連携しない」, it is missing", async () => {
    const scene = aSmartHr();
    const { templateId } = await made(scene);
    const elements = [{ name: "連携する", physical_name: "sync", position: 1 }];
    await scene.meanwhile("PUT", `${TEMPLATES}/${templateId}`, { name: "ミキワメ連携", type: "enum", elements });

    const read = await readOptOutField(scene.client, templateId);

    expect(read).toEqual(fail({ kind: "opt-out-field-missing" }));
  });

  test("a tenant that is gone has not lost its field", async () => {
    const scene = aSmartHr();
    const elsewhere = scene.anotherClient({ apiUrl: "http://localhost:4000/tenants/gone/api" });

    const read = await readOptOutField(elsewhere, "any-field");

    expect(read).toMatchObject(fail({ kind: "not-found" }));
  });
});

describe("M27: what was chosen", () => {
  const chosenFor = async ({ meanwhile }: SmartHrScene, templateId: string, values: readonly string[]) => {
    const crews = (await meanwhile("GET", "/v1/crews?sort=created_at&per_page=100")) as Made[];
    for (const [index, value] of values.entries()) {
      await meanwhile("PATCH", `/v1/crews/${crews[index]?.id}`, {
        custom_fields: [{ template_id: templateId, value }],
      });
    }
  };

  test("「連携しない」 of the field we made opts out, 「連携する」 does not", async () => {
    const scene = aSmartHr();
    const optOutField = await made(scene);
    await chosenFor(scene, optOutField.templateId, ["skip", "sync"]);

    const reading = await readCrews(scene.client, crewOptions({ optOutField }));

    if (!reading.ok) throw new Error(reading.fault.kind);
    const { employees, optedOutCount, optOutValueCount } = reading.value;
    expect({ optedOut: employees.map(({ optedOut }) => optedOut), optedOutCount, optOutValueCount }).toEqual({
      optedOut: [true, ...Array.from({ length: employees.length - 1 }, () => false)],
      optedOutCount: 1,
      optOutValueCount: 2,
    });
  });

  test("「連携しない」 of a field made by hand, which has no physical name, opts out, too", async () => {
    const scene = aSmartHr();
    const byHand = await makeByHand(scene);
    await chosenFor(scene, byHand.id, [elementId(byHand, "連携しない"), elementId(byHand, "連携する")]);
    const optOutField = await made(scene);

    const reading = await readCrews(scene.client, crewOptions({ optOutField }));

    expect(reading.ok && [reading.value.optedOutCount, reading.value.optOutValueCount]).toEqual([1, 2]);
  });

  test("people were opted out, and now nobody has any value: the field can no longer be read", async () => {
    const scene = aSmartHr();
    const optOutField = await made(scene);

    const reading = await readCrews(scene.client, crewOptions({ optOutField, optedOutBefore: 1 }));

    expect(reading).toEqual(fail({ kind: "opt-out-field-unreadable" }));
  });

  test("people were opted out, and now all of them are back: the field can be read", async () => {
    const scene = aSmartHr();
    const optOutField = await made(scene);
    await chosenFor(scene, optOutField.templateId, ["sync"]);

    const reading = await readCrews(scene.client, crewOptions({ optOutField, optedOutBefore: 1 }));

    expect(reading.ok && reading.value.optedOutCount).toBe(0);
  });
});
