import type { Booking, ListScansInput, Scan, ScanPage } from "@holdfast/contract";
import type { ScansTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { z } from "zod";
import {
  type Actor,
  type Db,
  type DbContext,
  decodeCursor,
  newId,
  type Trx,
  toPage,
} from "../shared/index.ts";
import { requireSlotExists } from "../slots/index.ts";

/** A row of `selectScans`. */
interface ScanRow extends Omit<Selectable<ScansTable>, "actor" | "created_at" | "places"> {
  earlier_scanned_at: Date | null;
  earlier_device: string | null;
}

/** Scans at the door of a slot, each with the one that came before it, if it is a duplicate. */
export const selectScans = (db: Db, slotId: string) =>
  db
    .selectFrom("scans")
    .leftJoin("scans as earlier", (join) =>
      join
        .onRef("earlier.slot_id", "=", "scans.slot_id")
        .onRef("earlier.scan_id", "=", "scans.earlier_scan_id"),
    )
    .where("scans.slot_id", "=", slotId)
    .select([
      "scans.slot_id",
      "scans.scan_id",
      "scans.booking_id",
      "scans.direction",
      "scans.persons",
      "scans.scanned_at",
      "scans.device",
      "scans.outcome",
      "scans.earlier_scan_id",
      "scans.ticket_slot_id",
      "earlier.scanned_at as earlier_scanned_at",
      "earlier.device as earlier_device",
    ]);

export const toScan = (row: ScanRow): Scan => ({
  scanId: row.scan_id,
  slotId: row.slot_id,
  bookingId: row.booking_id,
  direction: row.direction,
  persons: row.persons,
  scannedAt: row.scanned_at.toISOString(),
  device: row.device,
  outcome: row.outcome as Scan["outcome"],
  earlierScanId: row.earlier_scan_id,
  earlierScannedAt: row.earlier_scanned_at?.toISOString() ?? null,
  earlierDevice: row.earlier_device,
  ticketSlotId: row.ticket_slot_id,
});

const positionSchema = z.tuple([z.iso.datetime(), z.guid()]);

/**
 * Lists the scans at the door of a slot in the order in which they were scanned; with `conflicts` those alone that did not go
 * as they should.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listScans({ db }: DbContext, input: ListScansInput): Promise<ScanPage> {
  const { id, conflicts, limit, cursor } = input;
  await requireSlotExists(db, id);
  let query = selectScans(db, id);
  if (conflicts) query = query.where("scans.outcome", "not in", ["ACCEPTED", "TAKEN_BACK"]);
  if (cursor) {
    const [at, scanId] = decodeCursor(positionSchema, cursor);
    query = query.where(
      sql<boolean>`(scans.scanned_at, scans.scan_id) > (${at}::timestamptz, ${scanId}::uuid)`,
    );
  }
  const rows = await query
    .orderBy("scans.scanned_at")
    .orderBy("scans.scan_id")
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit, toScan, (row) => [row.scanned_at.toISOString(), row.scan_id]);
}

/**
 * Notes that staff let persons of a locked booking in, or out.
 * @param persons how many are in by then, or out
 * @returns when that was: after all else that is known of the booking, also where the clock of a device is ahead
 */
export async function addScanOfStaff(
  trx: Trx,
  actor: Actor,
  { id, slotId, quantity }: Booking,
  { direction, persons }: { direction: ScansTable["direction"]; persons: number },
): Promise<Date> {
  const { scanned_at } = await trx
    .insertInto("scans")
    .values({
      slot_id: slotId,
      scan_id: newId(),
      booking_id: id,
      direction,
      persons,
      places: quantity,
      scanned_at: sql<Date>`greatest(clock_timestamp(), (
        SELECT max(scanned_at) + interval '1 millisecond' FROM scans WHERE booking_id = ${id} AND places IS NOT NULL))`,
      outcome: "ACCEPTED",
      actor,
    })
    .returning("scanned_at")
    .executeTakeFirstOrThrow();
  return scanned_at;
}

/** Lets scans of locked bookings count no longer: all of a booking, or some. */
export async function takeScansBack(
  trx: Trx,
  scans: { bookingId: string } | { scanIds: readonly string[] },
): Promise<void> {
  if ("scanIds" in scans && scans.scanIds.length === 0) return;
  await trx
    .updateTable("scans")
    .set({ outcome: "TAKEN_BACK", places: null, earlier_scan_id: null })
    .where(
      "bookingId" in scans
        ? sql<boolean>`booking_id = ${scans.bookingId}`
        : sql<boolean>`scan_id = ANY(${scans.scanIds}::uuid[])`,
    )
    .where("places", "is not", null)
    .execute();
}
