import {
  idsOfReference,
  type MergedScans,
  type MergeScansInput,
  type NewScan,
  SCAN_AHEAD_MAX_MINUTES,
  SCAN_MAX_DAYS,
  type Scan,
  type ScanOutcome,
} from "@holdfast/contract";
import { sql } from "kysely";
import { lockingTransaction } from "../concurrency/index.ts";
import { type Actor, clockOf, type Trx, type WriteContext } from "../shared/index.ts";
import { requireSlotExists } from "../slots/index.ts";
import { type CountedBooking, countAgain, lockCounted } from "./count-again.ts";
import { selectScans, toScan } from "./scans.ts";

/**
 * Merges scans that devices made at the door of a slot, without a network or with one. The first scan of a ticket counts,
 * in whatever order and by whatever device they arrive; who has come and who has left follows from all that count. A scan is
 * known by its id, so that a repetition changes nothing.
 * @returns what became of each, in the order of the input, and scans of earlier uploads that have another outcome now
 * @throws SLOT_NOT_FOUND; BUSY where a booking stays locked
 */
export function mergeScans(
  { db, actor }: WriteContext,
  { id: slotId, scans }: MergeScansInput,
): Promise<MergedScans> {
  return lockingTransaction(db, slotId, async (trx) => {
    await requireSlotExists(trx, slotId);
    const bookingIds = await findBookings(trx, slotId, scans);
    const bookings = await lockCounted(trx, [...new Set(bookingIds.values())]);
    const isNew = await unknownAmong(trx, slotId, scans);
    const { now, rows } = await judge(trx, slotId, scans.filter(isNew), (scan) =>
      bookings.get(bookingIds.get(scan.code) ?? ""),
    );
    await insertScans(trx, actor, slotId, rows);
    const counted = rows.filter(({ places }) => places !== null);
    const touched = new Set(counted.map(({ bookingId }) => bookingId));
    const changedIds = await countAgain(
      trx,
      actor,
      [...bookings.values()].filter(({ id }) => touched.has(id)),
      new Set(counted.map(({ scanId }) => scanId)),
    );
    return answer(trx, slotId, scans, now, changedIds);
  });
}

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/** Finds the bookings that codes mean, by their codes. A reference that several have is nobody's. */
async function findBookings(
  trx: Trx,
  slotId: string,
  scans: readonly NewScan[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const ranges: { code: string; from: string; to: string; end: string }[] = [];
  for (const { code } of scans) {
    const id = code.match(UUID)?.at(-1);
    if (id) found.set(code, id.toLowerCase());
    const ids = id ? undefined : idsOfReference(code);
    for (const range of ids?.ranges ?? []) ranges.push({ code, ...range, end: ids?.end ?? "" });
  }
  if (ranges.length === 0) return found;
  const { rows } = await sql<{ code: string; id: string; isHere: boolean }>`
    SELECT asked.code, bookings.id, bookings.slot_id = ${slotId} AS "isHere"
    FROM json_to_recordset(${JSON.stringify(ranges)}::json) AS asked (code text, "from" uuid, "to" uuid, "end" text)
    JOIN bookings ON bookings.id BETWEEN asked."from" AND asked."to" AND right(bookings.id::text, 5) = asked."end"`.execute(
    trx,
  );
  for (const [code, all] of Map.groupBy(rows, (row) => row.code)) {
    const here = all.filter(({ isHere }) => isHere);
    const [one, ...others] = here.length > 0 ? here : all;
    if (one && others.length === 0) found.set(code, one.id);
  }
  return found;
}

/** Says of each scan whether it is the first of its id: no upload has told of it, nor has this one. */
async function unknownAmong(trx: Trx, slotId: string, scans: readonly NewScan[]) {
  const known = await trx
    .selectFrom("scans")
    .select("scan_id")
    .where("slot_id", "=", slotId)
    .where(sql<boolean>`scan_id = ANY(${scans.map(({ scanId }) => scanId)}::uuid[])`)
    .execute();
  const told = new Set(known.map((row) => row.scan_id));
  return ({ scanId }: NewScan): boolean => !told.has(scanId) && Boolean(told.add(scanId));
}

/** A scan to be written; with `places` it counts. */
interface JudgedScan extends Omit<NewScan, "code"> {
  bookingId: string | null;
  places: number | null;
  outcome: ScanOutcome;
  ticketSlotId: string | null;
}

/** Says of new scans whether they count. Those whose time is wrong are left out: sent again with the right one, they count. */
async function judge(
  trx: Trx,
  slotId: string,
  scans: readonly NewScan[],
  bookingOf: (scan: NewScan) => CountedBooking | undefined,
): Promise<{ now: Date; rows: JudgedScan[] }> {
  // After the locks, and so later than what they waited for.
  const now = await clockOf(trx);
  const timely = scans.filter(({ scannedAt }) => timeFault(scannedAt, now) === undefined);
  const rows = timely.map((scan): JudgedScan => {
    const booking = bookingOf(scan);
    const refusal = refusalOf(booking, slotId);
    return {
      ...scan,
      bookingId: booking?.id ?? null,
      places: booking && !refusal ? booking.quantity : null,
      outcome: refusal ?? "ACCEPTED",
      ticketSlotId: booking && refusal === "WRONG_SLOT" ? booking.slotId : null,
    };
  });
  return { now, rows };
}

const MINUTE_MILLISECONDS = 60_000;
const AHEAD_MAX_MILLISECONDS = SCAN_AHEAD_MAX_MINUTES * MINUTE_MILLISECONDS;
const MAX_MILLISECONDS = SCAN_MAX_DAYS * 24 * 60 * MINUTE_MILLISECONDS;

function timeFault(scannedAt: Date, now: Date): "IN_FUTURE" | "TOO_OLD" | undefined {
  const age = now.getTime() - scannedAt.getTime();
  if (age < -AHEAD_MAX_MILLISECONDS) return "IN_FUTURE";
  return age > MAX_MILLISECONDS ? "TOO_OLD" : undefined;
}

function refusalOf(booking: CountedBooking | undefined, slotId: string): ScanOutcome | undefined {
  if (!booking) return "UNKNOWN";
  if (booking.status === "CANCELLED") return "CANCELLED";
  if (booking.status !== "CONFIRMED") return "NOT_CONFIRMED";
  return booking.slotId === slotId ? undefined : "WRONG_SLOT";
}

/** Writes scans. Another upload may have written one of them meanwhile, if its booking was not locked: there was none. */
async function insertScans(
  trx: Trx,
  actor: Actor,
  slotId: string,
  rows: readonly JudgedScan[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO scans (slot_id, scan_id, booking_id, direction, persons, places, scanned_at, device, outcome, ticket_slot_id, actor)
    SELECT ${slotId}, "scanId", "bookingId", direction, persons, places, "scannedAt", device, outcome, "ticketSlotId", ${actor}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS scan ("scanId" uuid, "bookingId" uuid, direction text,
      persons integer, places integer, "scannedAt" timestamptz, device text, outcome text, "ticketSlotId" uuid)
    ORDER BY "scanId" ON CONFLICT DO NOTHING`.execute(trx);
}

/** Scans of earlier uploads that an answer lists. */
export const CHANGED_MAX_SCANS = 500;

/** Reads what became of the scans of an upload, and of those that it changed. */
async function answer(
  trx: Trx,
  slotId: string,
  scans: readonly NewScan[],
  now: Date,
  changedIds: readonly string[],
): Promise<MergedScans> {
  const own = new Set(scans.map(({ scanId }) => scanId));
  const others = changedIds.filter((id) => !own.has(id)).slice(0, CHANGED_MAX_SCANS);
  const read = async (ids: readonly string[]): Promise<Scan[]> => {
    const isAmong = sql<boolean>`scans.scan_id = ANY(${ids}::uuid[])`;
    const rows = await selectScans(trx, slotId).where(isAmong).orderBy("scans.scan_id").execute();
    return rows.map(toScan);
  };
  const written = new Map((await read([...own])).map((scan) => [scan.scanId, scan]));
  const items = scans.map((scan) => written.get(scan.scanId) ?? untimely(slotId, scan, now));
  return { items, changed: others.length > 0 ? await read(others) : [] };
}

/** A scan that is not kept. */
const untimely = (
  slotId: string,
  { scanId, direction, persons, scannedAt, device }: NewScan,
  now: Date,
): Scan => ({
  scanId,
  slotId,
  bookingId: null,
  direction,
  persons: persons ?? null,
  scannedAt: scannedAt.toISOString(),
  device: device ?? null,
  outcome: timeFault(scannedAt, now) ?? "TOO_OLD",
  earlierScanId: null,
  earlierScannedAt: null,
  earlierDevice: null,
  ticketSlotId: null,
});
