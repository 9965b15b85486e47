import type { EventPage, ListEventsInput } from "@holdfast/contract";
import { type DbContext, decodeCursor, encodeCursor } from "../shared/index.ts";
import type { EventHorizon } from "./horizon.ts";
import { readEvents } from "./read.ts";
import { BEGINNING, positionSchema } from "./rows.ts";

/** The context of reading events. */
export interface EventsContext extends DbContext {
  horizon: EventHorizon;
}

/**
 * Lists events in the order in which the changes of each booking and slot were made. What was committed before the call is
 * among them, unless an older transaction is still open, so a reader who continues from a cursor misses none.
 * @returns a page; of a filter that few events pass it may be short although more follow
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listEvents({ db, horizon }: EventsContext, input: ListEventsInput): Promise<EventPage> {
  const { limit, cursor, direction: _forward, type, ...subjects } = input;
  const after = cursor === undefined ? BEGINNING : decodeCursor(positionSchema, cursor);
  const filter = { ...subjects, types: type && [type] };
  const settled = await horizon.settled();
  const { events, end } = await readEvents(db, after, { settled, limit: limit + 1, filter });
  const items = events.slice(0, limit);
  if (events.length > limit) return { items, nextCursor: items.at(-1)?.cursor ?? null };
  const isWhole = BigInt(end[0]) >= settled;
  return { items, nextCursor: isWhole ? null : encodeCursor(end) };
}
