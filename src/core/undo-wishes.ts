import type { KeptReason, KeptRow, LaterWrite, RowChange, UndoneRow, Writer } from "./undo.ts";

/** How rows of a subject are told apart, compared and put together, field by field. */
export interface RowShape<Row, Field extends string> {
  readonly fields: readonly Field[];
  readonly keyOf: (row: Row) => string;
  /** Whether the field, and all that goes with it, is the same on both sides. */
  readonly isSame: (field: Field, one: Row, other: Row) => boolean;
  /** The row with these fields, and all that goes with them, as the other row has them. */
  readonly withFields: (row: Row, fields: readonly Field[], from: Row) => Row;
}

/** What an undo would like to do to one row, as far as the row itself allows it. */
export type Wish<Row, Field> =
  | { readonly kind: "remove"; readonly now: Row }
  | { readonly kind: "remake"; readonly after: Row }
  | { readonly kind: "restore"; readonly now: Row; readonly from: Row; readonly fields: readonly Field[] };

/** One of the run's rows, what is wished for it (null: nothing), and why the rest of it is kept. */
export interface WishedRow<Row, Field> {
  readonly key: string;
  readonly row: Row;
  readonly wish: Wish<Row, Field> | null;
  readonly reasons: readonly KeptReason<Field>[];
}

/** A wish, or one field of it, that cannot be granted. */
export interface Refusal<Field> {
  readonly key: string;
  readonly reason: KeptReason<Field>;
}

/** What an undo would like to do to a row. */
export function wishOf<Row, Field extends string>(
  shape: RowShape<Row, Field>,
  { change, since }: UndoneRow<Row>,
): WishedRow<Row, Field> {
  const last = since.at(-1);
  const now = last === undefined ? leftBy(change) : last.after;
  const row = now ?? (change.kind === "create" ? change.after : change.before);
  const none = { key: shape.keyOf(row), row, wish: null, reasons: [] };
  switch (change.kind) {
    case "create":
      if (now === null) return none;
      if (isTouched(shape, change.after, now, since)) return { ...none, reasons: [touched(since)] };
      return { ...none, wish: { kind: "remove", now } };
    case "delete":
      if (now !== null) return differs(shape, now, change.before) ? { ...none, reasons: [thereAgain(since)] } : none;
      if (since.some(isByHand)) return { ...none, reasons: [deleted(since)] };
      return { ...none, wish: { kind: "remake", after: change.before } };
    case "update":
      if (now === null) return { ...none, reasons: [deleted(since)] };
      return { ...none, ...restoring(shape, change, now, since) };
  }
}

/** Grants wishes as far as they can be granted together: refuses what `judge` names until it names nothing more. */
export function settleWishes<Row, Field extends string>(
  wished: readonly WishedRow<Row, Field>[],
  judge: (wished: readonly WishedRow<Row, Field>[]) => readonly Refusal<Field>[],
): readonly WishedRow<Row, Field>[] {
  let settled = wished;
  for (;;) {
    const refusals = judge(settled);
    if (refusals.length === 0) return settled;
    const byKey = Map.groupBy(refusals, ({ key }) => key);
    settled = settled.map((row) => without(row, byKey.get(row.key) ?? []));
  }
}

/** The row as it would be were the wish granted; null for one that would be gone. */
export function stateWished<Row, Field extends string>(
  shape: RowShape<Row, Field>,
  wish: Wish<Row, Field>,
): Row | null {
  switch (wish.kind) {
    case "remove":
      return null;
    case "remake":
      return wish.after;
    case "restore":
      return shape.withFields(wish.now, wish.fields, wish.from);
  }
}

/** The change that grants a wish. */
export function changeOf<Row, Field extends string>(
  shape: RowShape<Row, Field>,
  wish: Wish<Row, Field>,
): RowChange<Row> {
  switch (wish.kind) {
    case "remove":
      return { kind: "delete", before: wish.now };
    case "remake":
      return { kind: "create", after: wish.after };
    case "restore":
      return { kind: "update", before: wish.now, after: shape.withFields(wish.now, wish.fields, wish.from) };
  }
}

/** The row as a list of kept rows tells of it; null when nothing of it is kept. */
export function keptOf<Row, Field>({ row, reasons }: WishedRow<Row, Field>): KeptRow<Row, Field> | null {
  const [first, ...others] = reasons;
  return first === undefined ? null : { row, reasons: [first, ...others] };
}

/** Whether the wish changes that field, be it by making the whole row again. */
export function isWished<Row, Field>(wish: Wish<Row, Field> | null, field: Field): boolean {
  if (wish === null) return false;
  return wish.kind === "remake" || (wish.kind === "restore" && wish.fields.includes(field));
}

/** The field of which a refusal speaks: a row that is to be made again is refused as a whole. */
export function refusedField<Row, Field>(wish: Wish<Row, Field>, field: Field): Field | null {
  return wish.kind === "restore" ? field : null;
}

function restoring<Row, Field extends string>(
  shape: RowShape<Row, Field>,
  change: Extract<RowChange<Row>, { kind: "update" }>,
  now: Row,
  since: readonly LaterWrite<Row>[],
): Pick<WishedRow<Row, Field>, "wish" | "reasons"> {
  const { before, after } = change;
  const undone = shape.fields.filter(
    (field) => !shape.isSame(field, before, after) && !shape.isSame(field, now, before),
  );
  const fields = undone.filter((field) => shape.isSame(field, now, after));
  const reasons = undone
    .filter((field) => !fields.includes(field))
    .map((field) => ({ kind: "changed-since" as const, field, by: writerOf(shape, field, after, since) }));
  return { wish: fields.length === 0 ? null : { kind: "restore", now, from: before, fields }, reasons };
}

function without<Row, Field extends string>(
  row: WishedRow<Row, Field>,
  refusals: readonly Refusal<Field>[],
): WishedRow<Row, Field> {
  if (refusals.length === 0) return row;
  const reasons = [...row.reasons, ...refusals.map(({ reason }) => reason)];
  const refused = refusals.map(({ reason }) => reason.field);
  if (row.wish?.kind !== "restore" || refused.includes(null)) return { ...row, wish: null, reasons };
  const fields = row.wish.fields.filter((field) => !refused.includes(field));
  return { ...row, wish: fields.length === 0 ? null : { ...row.wish, fields }, reasons };
}

/** Whose value the field has now. */
function writerOf<Row, Field extends string>(
  shape: RowShape<Row, Field>,
  field: Field,
  after: Row,
  since: readonly LaterWrite<Row>[],
): Writer {
  let state: Row | null = after;
  let writer: Writer | null = null;
  for (const write of since) {
    const changed =
      state === null || write.after === null ? state !== write.after : !shape.isSame(field, state, write.after);
    if (changed) writer = write.by;
    state = write.after;
  }
  if (writer === null) throw new Error("a field has another value than the run gave it, and nobody wrote it since");
  return writer;
}

function leftBy<Row>(change: RowChange<Row>): Row | null {
  return change.kind === "delete" ? null : change.after;
}

function isTouched<Row, Field extends string>(
  shape: RowShape<Row, Field>,
  after: Row,
  now: Row,
  since: readonly LaterWrite<Row>[],
): boolean {
  return since.some(isByHand) || differs(shape, now, after);
}

function isByHand<Row>({ by }: LaterWrite<Row>): boolean {
  return by.runId === null;
}

function differs<Row, Field extends string>(shape: RowShape<Row, Field>, one: Row, other: Row): boolean {
  return shape.fields.some((field) => !shape.isSame(field, one, other));
}

function touched<Row>(since: readonly LaterWrite<Row>[]) {
  return { kind: "changed-since" as const, field: null, by: lastWriter(since) };
}

/** Whoever made it what it is now by hand is to be asked; a run asks for nothing. */
function thereAgain<Row>(since: readonly LaterWrite<Row>[]) {
  return since.some(isByHand) ? touched(since) : { kind: "registered-again" as const, field: null };
}

function deleted<Row>(since: readonly LaterWrite<Row>[]) {
  return { kind: "deleted-since" as const, field: null, by: lastWriter(since) };
}

/** A person rather than a run: whoever looks at what is kept wants to know whom to ask. */
function lastWriter<Row>(since: readonly LaterWrite<Row>[]): Writer {
  const write = since.findLast(isByHand) ?? since.at(-1);
  if (write === undefined) throw new Error("a row is not as the run left it, and nobody wrote it since");
  return write.by;
}
