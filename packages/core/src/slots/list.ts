import { id, type ListSlotsInput, type ResourceKind, type SlotPage, timestamp } from "@holdfast/contract";
import { type SqlBool, sql } from "kysely";
import { z } from "zod";
import { hasFreePlace, isBookableAt, isStaffOnlyAt } from "../inventory/index.ts";
import {
  asSeenBy,
  type Caller,
  type DbContext,
  decodeCursor,
  isStaff,
  metadataConditions,
  requireMaySee,
  toPage,
} from "../shared/index.ts";
import { existingSlots, type SlotRow, toSlot, withResources } from "./slot.ts";

/** A position in the list: upcoming slots by start, then past ones, latest first. `asOf` divides them on every page. */
const positionSchema = z.strictObject({
  asOf: timestamp,
  past: z.boolean(),
  after: z.strictObject({ startsAt: timestamp, id }).optional(),
});

type Position = z.output<typeof positionSchema>;

/** What is available, and what of it is seen, depends on the caller. */
type ListSlotsContext = DbContext & Caller;

/**
 * Lists slots that start in `[from, to)`, with their availability by the database's clock.
 * @throws INVALID_INPUT for a cursor that is not of this list; UNAUTHORIZED for a customer's filter by metadata or external id
 */
export async function listSlots(ctx: ListSlotsContext, input: ListSlotsInput): Promise<SlotPage> {
  requireMaySee(ctx, input.metadata, input.externalId);
  const start: Position = input.cursor
    ? decodeCursor(positionSchema, input.cursor)
    : { asOf: new Date(), past: false };
  const wanted = input.limit + 1;
  const upcoming = start.past ? [] : await slotsBeyond(ctx, input, start, wanted).execute();
  const pastStart: Position = start.past ? start : { asOf: start.asOf, past: true };
  const past =
    upcoming.length < wanted
      ? await slotsBeyond(ctx, input, pastStart, wanted - upcoming.length).execute()
      : [];
  const toSeen = (row: SlotRow) => asSeenBy(ctx, toSlot(row));
  return toPage([...upcoming, ...past], input.limit, toSeen, (row): Position => {
    return {
      asOf: start.asOf,
      past: row.starts_at < start.asOf,
      after: { startsAt: row.starts_at, id: row.id },
    };
  });
}

/** Whether a slot's resource is of a kind. Not a join: the slots of a page are limited first. */
const isOfKind = (kind: ResourceKind) =>
  sql<boolean>`EXISTS (SELECT FROM resources WHERE resources.id = slots.resource_id AND resources.kind = ${kind})`;

/**
 * Selects up to `limit` slots beyond the position, on its side of `asOf`. The limit precedes the join, because
 * PostgreSQL may otherwise plan for a join that ends early, and scan all slots for a page.
 */
function slotsBeyond(
  { db, actor = "public", isOpenToAll = false }: ListSlotsContext,
  input: ListSlotsInput,
  position: Position,
  limit: number,
) {
  const direction = position.past ? "desc" : "asc";
  let found = existingSlots(db)
    .where("slots.starts_at", position.past ? "<" : ">=", position.asOf)
    .orderBy("slots.starts_at", direction)
    .orderBy("slots.id", direction)
    .limit(limit);
  if (input.resourceId) found = found.where("slots.resource_id", "=", input.resourceId);
  if (input.kind) found = found.where(isOfKind(input.kind));
  if (input.from) found = found.where("slots.starts_at", ">=", input.from);
  if (input.to) found = found.where("slots.starts_at", "<", input.to);
  for (const condition of metadataConditions("slots", input)) found = found.where(condition);
  if (input.availableOnly) {
    const now = sql<Date>`statement_timestamp()`;
    found = found.where(isBookableAt(now)).where(hasFreePlace);
    if (!isStaff(actor)) found = found.where(sql<boolean>`NOT ${isStaffOnlyAt(now, isOpenToAll)}`);
  }
  if (position.after) {
    const { startsAt, id } = position.after;
    const beyond = sql.raw(position.past ? "<" : ">");
    found = found.where(
      sql<SqlBool>`(slots.starts_at, slots.id) ${beyond} (${startsAt}::timestamptz, ${id}::uuid)`,
    );
  }
  return withResources(db, found).orderBy("slots.starts_at", direction).orderBy("slots.id", direction);
}
