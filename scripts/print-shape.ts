/** The part of JSON Schema that zod makes of the contract. */
export interface Shape {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

const WIDTH = 120;

/** A shape as TypeScript might write it. Named ones are only named, unless the whole is asked for. */
export function printShape(shape: Shape, { whole = false, indent = "" } = {}): string {
  if (shape.title !== undefined && !whole) return shape.title;
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return choices.map((choice) => printShape(choice, { indent })).join(" | ");
  if (shape.allOf !== undefined) return shape.allOf.map((part) => printShape(part, { indent })).join(" & ");
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (typeof shape.type === "object") {
    return shape.type.map((type) => printShape({ ...shape, type }, { whole: true, indent })).join(" | ");
  }
  switch (shape.type) {
    case "object":
      return printObject(shape, indent);
    case "array":
      return printArray(shape, indent);
    case "string":
      return `text${limits(shape.minLength, shape.maxLength)}${shape.pattern === undefined ? "" : ` like /${shape.pattern}/`}`;
    case "integer":
    case "number":
      return `${shape.type}${limits(shape.minimum, shape.maximum)}`;
    case "boolean":
    case "null":
      return shape.type;
    default:
      throw new Error(
        `a part of the contract has no name (z.custom without .meta({ title })): ${JSON.stringify(shape)}`,
      );
  }
}

function printObject({ properties = {}, required = [] }: Shape, indent: string): string {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const given = field.default === undefined ? "" : ` = ${JSON.stringify(field.default)}`;
    return `${name}${required.includes(name) ? "" : "?"}: ${printShape(field, { indent: inner })}${given}`;
  });
  const line = `{ ${fields.join(", ")} }`;
  if (indent.length + line.length <= WIDTH && !line.includes("\n")) return line;
  return `{\n${fields.map((field) => `${inner}${field}`).join("\n")}\n${indent}}`;
}

function printArray({ items, minItems, maxItems }: Shape, indent: string): string {
  const each = printShape(items ?? {}, { indent });
  const isOne = items?.type === "object" || !each.includes(" ");
  return `${isOne ? each : `(${each})`}[]${limits(minItems, maxItems)}`;
}

// Numbers that only say what a safe integer is say nothing.
function limits(least: number | undefined, most: number | undefined): string {
  const from = least === undefined || least === Number.MIN_SAFE_INTEGER ? null : least;
  const to = most === undefined || most === Number.MAX_SAFE_INTEGER ? null : most;
  if (from === null && to === null) return "";
  if (from === null) return `(≤ ${to})`;
  return to === null ? `(≥ ${from})` : `(${from}–${to})`;
}
