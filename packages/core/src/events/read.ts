import type { Event } from "@holdfast/contract";
import { type Db, encodeCursor } from "../shared/index.ts";
import { type EventFilter, type EventRow, LAST_PART, type Position, readRows } from "./rows.ts";
import { readStates, stateAfter } from "./state.ts";

/** Entries that one statement looks at: a bound for filters that few of them pass. */
const SCAN_MAX_ENTRIES = 20_000n;

/** Events in their order, and the position up to which there are no others. */
export interface EventSection {
  events: Event[];
  end: Position;
}

/**
 * Reads events beyond a position, in the order of the audit: that of the changes of each booking and each slot.
 * @param settled the last entry that may be read
 */
export async function readEvents(
  db: Db,
  after: Position,
  { settled, limit, filter = {} }: { settled: bigint; limit: number; filter?: EventFilter },
): Promise<EventSection> {
  const last = lastEntry(after, settled, filter);
  const rows = await readRows(db, after, last, limit, filter);
  const states = await readStates(db, rows);
  const events = rows.map((row) => toEvent(row, stateAfter(row, states)));
  const lastRow = rows.at(-1);
  const isCut = rows.length === limit && lastRow;
  const end: Position = isCut ? positionOf(lastRow) : [String(last), LAST_PART];
  return { events, end: isBefore(end, after) ? after : end };
}

const isBefore = (one: Position, other: Position) =>
  BigInt(one[0]) < BigInt(other[0]) || (one[0] === other[0] && one[1] < other[1]);

/** The last entry that a statement looks at: where an index finds the entries of a filter, there is no other bound. */
function lastEntry([entry]: Position, settled: bigint, { slotId, bookingId }: EventFilter): bigint {
  if (slotId ?? bookingId) return settled;
  const bound = BigInt(entry) + SCAN_MAX_ENTRIES;
  return bound < settled ? bound : settled;
}

const positionOf = ({ entry, part }: EventRow): Position => [entry, part];

function toEvent(row: EventRow, data: Event["data"]): Event {
  const { entry, part, at, type, slotId, bookingId, resourceId } = row;
  const cursor = encodeCursor(positionOf(row));
  return {
    id: `evt_${entry}_${part}`,
    cursor,
    at: at.toISOString(),
    type,
    slotId,
    bookingId,
    resourceId,
    data,
  };
}
