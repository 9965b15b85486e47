import {
  id,
  type ListSlotsInput,
  PAGE_MAX_ITEMS,
  type ResourceKind,
  SLOT_MAX_DAYS,
  type Slot,
  type SlotPage,
  timestamp,
} from "@holdfast/contract";
import { type Compilable, type Database, executeTogether, preparedStatement } from "@holdfast/db";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import { hasFreePlace, isBookableAt, isStaffOnlyAt } from "../inventory/index.ts";
import {
  type Actor,
  asSeenBy,
  type Db,
  decodeCursor,
  encodeCursor,
  isStaff,
  metadataConditions,
  remembered,
} from "../shared/index.ts";
import { existingSlots, slotOf, withResources } from "./slot.ts";

/** A position in the list: upcoming slots by start, then past ones, latest first. `asOf` divides them on every page. */
const positionSchema = z.strictObject({
  asOf: timestamp,
  past: z.boolean(),
  after: z.strictObject({ startsAt: timestamp, id }).optional(),
});

type Position = z.output<typeof positionSchema>;

/** A page that somebody asks for. */
export interface SlotPageQuestion {
  input: ListSlotsInput;
  /** The position that its cursor names; undefined for the first page. */
  start: Position | undefined;
  caller: { actor: Actor; isOpenToAll: boolean };
}

/**
 * The position that a page begins at, by its cursor.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export const startOf = ({ cursor }: Pick<ListSlotsInput, "cursor">): Position | undefined =>
  cursor === undefined ? undefined : decodeCursor(positionSchema, cursor);

/**
 * Reads pages of slots as their callers may see them. The statements of all begin after the call, and go together: those of
 * the side that each page begins on, and then those of past slots, where upcoming ones are too few.
 */
export async function readPages(db: Db, questions: readonly SlotPageQuestion[]): Promise<SlotPage[]> {
  const asOf = new Date();
  const pages = questions.map((question) => ({
    ...question,
    start: question.start ?? { asOf, past: false },
    slots: [] as Slot[],
  }));
  await readMore(db, pages);
  const short = pages.filter(
    ({ start, slots, input: { limit, from } }) =>
      !start.past && slots.length <= limit && (from === undefined || from < start.asOf),
  );
  if (short.length > 0) {
    for (const page of short) page.start = { asOf: page.start.asOf, past: true };
    await readMore(db, short);
  }
  return pages.map(toSlotPage);
}

/** A page that is being read. */
interface PageInHand extends SlotPageQuestion {
  start: Position;
  slots: Slot[];
}

/** Pages whose slots are kept as they were last read: some 10 MB when all are in use. */
export const REMEMBERED_MAX_PAGES = 200;

/** No text of a slot has it: a name has no control character, and JSON writes it in another way. */
const BETWEEN_RECORDS = "\x1e";

/** The slots of a statement's text. Equal texts give the same array, so that its JSON, too, is made once. */
const slotsOf = remembered((text) => text.split(BETWEEN_RECORDS).map(slotOf), REMEMBERED_MAX_PAGES);

/** Reads what is missing of each page, and of one slot more, beyond its position. */
async function readMore(db: Db, pages: readonly PageInHand[]): Promise<void> {
  const answers = await executeTogether(
    db,
    pages.map((page) => statementBeyond(db, page)),
  );
  for (const [index, page] of pages.entries()) {
    const text = answers[index]?.[0]?.records;
    const slots = text ? slotsOf(text) : [];
    if (page.slots.length === 0) page.slots = slots;
    else if (slots.length > 0) page.slots = [...page.slots, ...slots];
  }
}

function toSlotPage({ slots, input: { limit }, start: { asOf }, caller }: PageInHand): SlotPage {
  const shown = slots.length > limit ? firstOf(slots, limit) : slots;
  const last = shown.at(-1);
  const items = seenBy(caller, shown);
  if (shown === slots || !last) return { items, nextCursor: null };
  const startsAt = new Date(last.startsAt);
  const position: Position = { asOf, past: startsAt < asOf, after: { startsAt, id: last.id } };
  return { items, nextCursor: encodeCursor(position) };
}

const firsts = new WeakMap<readonly Slot[], Slot[]>();

/** The first of some slots; the same array as for the last such call. */
function firstOf(slots: readonly Slot[], count: number): Slot[] {
  const known = firsts.get(slots);
  if (known?.length === count) return known;
  const first = slots.slice(0, count);
  firsts.set(slots, first);
  return first;
}

const copies = new WeakMap<readonly Slot[], Slot[]>();

/** Slots as a caller may see them; the same array for all who see the same. */
function seenBy(caller: PageInHand["caller"], slots: Slot[]): Slot[] {
  const seen = slots.map((slot) => asSeenBy(caller, slot));
  if (seen.every((slot, index) => slot === slots[index])) return slots;
  const copy = copies.get(slots) ?? seen;
  copies.set(slots, copy);
  return copy;
}

/** The only row of a page's statement: as one text, its slots cost this process as much as one. */
interface PageRow {
  records: string | null;
}

/** What the text of a page's statement depends on; all else are its values. */
interface Shape {
  past: boolean;
  /** Whose places are looked for, where only available slots are. */
  availableTo: "all" | "customers" | "staff";
  isOpenToAll: boolean;
  isOfResource: boolean;
  isOfKind: boolean;
}

/** The values of a page's statement: it has the slots beyond `(edge, edgeId)` in its direction, and within the end. */
interface Bounds {
  edge: Date;
  edgeId: string;
  end: Date;
  limit: number;
  resourceId: string | undefined;
  kind: ResourceKind | undefined;
}

/** No slot has it, and every id is larger. */
const LEAST_ID = "00000000-0000-0000-0000-000000000000";
/** Before and after all times that slots may have. */
const [EARLIEST, LATEST] = [new Date("1000-01-01T00:00:00Z"), new Date("9000-01-01T00:00:00Z")];

/** The statement that reads what is missing of a page, beyond its position and on its side of `asOf`. */
function statementBeyond(
  db: Db,
  { input, start, slots, caller: { actor, isOpenToAll } }: PageInHand,
): Compilable<Database, PageRow> {
  const { resourceId, kind, updatedSince, availableOnly, metadata, externalId } = input;
  const limit = input.limit + 1 - slots.length;
  const bounds = { ...boundsOf(input, start), limit, resourceId, kind };
  const availableTo = availableOnly ? (isStaff(actor) ? "staff" : "customers") : "all";
  const shape: Shape = {
    past: start.past,
    availableTo,
    isOpenToAll: availableTo === "customers" && isOpenToAll,
    isOfResource: resourceId !== undefined,
    isOfKind: kind !== undefined,
  };
  const found = metadataConditions("slots", { updatedSince, metadata, externalId });
  if (found.length === 0) return statementOf(shape)(bounds);
  // These find few slots, by indexes of their own, or many: the plan has to know their values.
  return slotsBeyond(db, shape, (name) => sql`${bounds[name]}${CASTS[name]}`, found);
}

/** Where a page begins and ends: beyond its position, on its side of `asOf`, in `[from, to)`. */
function boundsOf({ from, to }: ListSlotsInput, { asOf, past, after }: Position) {
  const start = past ? earlier(asOf, to) : later(asOf, from);
  const isBeyond = after && (past ? after.startsAt < start : after.startsAt >= start);
  const [edge, edgeId] = isBeyond ? [after.startsAt, after.id] : [start, LEAST_ID];
  return { edge, edgeId, end: past ? (from ?? EARLIEST) : (to ?? LATEST) };
}

const earlier = (one: Date, other = one) => (other < one ? other : one);
const later = (one: Date, other = one) => (other > one ? other : one);

const CASTS: Record<keyof Bounds, RawBuilder<unknown>> = {
  edge: sql`::timestamptz`,
  edgeId: sql`::uuid`,
  end: sql`::timestamptz`,
  limit: sql`::bigint`,
  resourceId: sql`::uuid`,
  kind: sql`::text`,
};

type SlotsStatement = (bounds: Bounds) => Compilable<Database, PageRow>;

/** The statements so far, by their shapes. They are few. */
const statements = new Map<string, SlotsStatement>();

function statementOf(shape: Shape): SlotsStatement {
  const key = Object.values(shape).join();
  const known = statements.get(key);
  if (known) return known;
  const statement = preparedStatement<Database, Bounds, PageRow>((value, db) =>
    // Hidden from the planner, so that it takes one plan for all values, and plans no more.
    slotsBeyond(db, shape, (name) => sql`(SELECT ${value(name)}${CASTS[name]})`, []),
  );
  statements.set(key, statement);
  return statement;
}

/** What slots of one index's range have in common: the index begins with this column. */
const RANGES = {
  ofResource: { column: "slots.resource_id", name: "resourceId" },
  ofKind: { column: "slots.kind", name: "kind" },
} as const;

/** Whether nothing that has ended is available. */
const isForCustomersAlone = (availableTo: Shape["availableTo"], isOpenToAll: boolean): boolean =>
  availableTo === "customers" && !isOpenToAll;

/** No slot that started before this has not ended. */
const notEnded = (end: RawBuilder<unknown>) =>
  sql`greatest(${end}, statement_timestamp() - make_interval(hours => ${sql.lit(SLOT_MAX_DAYS * 24)}))`;

/**
 * Selects the slots of a shape. The first limit precedes the join, because PostgreSQL may otherwise plan for
 * a join that ends early, and scan all slots for a page. It is a number, so that the plan for any values
 * expects few slots. Slots of a resource, and those of a kind, are a range of one index, so that a plan for
 * many does not go through all slots for a few. Where there are conditions, the plan is for these values
 * alone, and PostgreSQL has to see how few slots fit: of a range it does not.
 */
function slotsBeyond(
  db: Db,
  { past, availableTo, isOpenToAll, isOfResource, isOfKind }: Shape,
  value: (name: keyof Bounds) => RawBuilder<unknown>,
  conditions: readonly RawBuilder<SqlBool>[],
) {
  const direction = past ? "desc" : "asc";
  const first = isOfResource ? RANGES.ofResource : isOfKind ? RANGES.ofKind : undefined;
  const isRange = first && conditions.length === 0;
  const [column, ofFirst] = isRange
    ? [sql`${sql.ref(first.column)},`, sql`${value(first.name)},`]
    : [sql``, sql``];
  const end = isForCustomersAlone(availableTo, isOpenToAll) && past ? notEnded(value("end")) : value("end");
  let found = existingSlots(db)
    .where(
      sql<SqlBool>`(${column} slots.starts_at, slots.id) ${sql.raw(past ? "<" : ">")}
        (${ofFirst} ${value("edge")}, ${value("edgeId")})`,
    )
    .where(sql<SqlBool>`(${column} slots.starts_at) ${sql.raw(past ? ">=" : "<")} (${ofFirst} ${end})`)
    .limit(sql.lit(PAGE_MAX_ITEMS + 1));
  if (first && !isRange) found = found.where(sql<SqlBool>`${sql.ref(first.column)} = ${value(first.name)}`);
  if (isOfResource && isOfKind) {
    // Asked once, and before any slot is read.
    found = found.where(
      sql<SqlBool>`(SELECT kind FROM resources WHERE id = ${value("resourceId")}) = ${value("kind")}`,
    );
  }
  for (const condition of conditions) found = found.where(condition);
  if (availableTo !== "all") {
    const now = sql<Date>`statement_timestamp()`;
    found = found.where(isBookableAt(now)).where(hasFreePlace);
    if (availableTo === "customers") {
      found = found.where(sql<boolean>`NOT ${isStaffOnlyAt(now, isOpenToAll)}`);
    }
  }
  const order = [...(first ? [first.column] : []), "slots.starts_at", "slots.id"] as const;
  for (const by of order) found = found.orderBy(by, direction);
  let joined = withResources(db, found);
  for (const by of order) joined = joined.orderBy(by, direction);
  const page = joined.limit(sql<number>`${value("limit")}`).as("page");
  return db
    .selectFrom(page)
    .select(sql<string | null>`string_agg(page.record, ${sql.lit(BETWEEN_RECORDS)})`.as("records"));
}
