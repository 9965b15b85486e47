import type { Booking } from "@holdfast/contract";
import { sql } from "kysely";
import { changedFields, writeAudit } from "../audit/index.ts";
import { type Actor, newId, nextVersion, type Trx } from "../shared/index.ts";
import { checkedInPersons, checkedOutPersons } from "./booking.ts";
import { type Passage, type PassageOutcome, type Presence, presenceAfter } from "./passages.ts";
import { takeScansBack } from "./scans.ts";

/** A booking whose persons are counted, as it is locked. */
export interface CountedBooking extends Pick<Booking, "id" | "slotId" | "status" | "quantity"> {
  checkedInAt: Date | null;
  checkedIn: number;
  checkedOut: number;
  noShowAt: Date | null;
}

/** Locks bookings until the transaction ends, by id. */
export async function lockCounted(trx: Trx, ids: readonly string[]): Promise<Map<string, CountedBooking>> {
  const { rows } = await sql<CountedBooking>`
    SELECT id, slot_id AS "slotId", status, quantity, checked_in_at AS "checkedInAt",
      ${checkedInPersons} AS "checkedIn", ${checkedOutPersons} AS "checkedOut", no_show_at AS "noShowAt"
    FROM bookings WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A scan that counts, as it is written. */
interface WrittenScan extends Passage, PassageOutcome {
  bookingId: string;
}

/**
 * Counts who of locked bookings has come and who has left, from all scans that count, and writes what has changed.
 * @param newIds the scans that this transaction has written
 * @returns the scans that have another outcome than before
 */
export async function countAgain(
  trx: Trx,
  actor: Actor,
  bookings: readonly CountedBooking[],
  newIds: ReadonlySet<string>,
): Promise<string[]> {
  if (bookings.length === 0) return [];
  const written = await readWritten(
    trx,
    bookings.map(({ id }) => id),
  );
  const agreed = await agreeWithBookings(trx, bookings, written, newIds);
  const counts = bookings.map((before) => ({ before, after: presenceAfter(agreed.get(before.id) ?? []) }));
  const outcomes = counts.flatMap(({ before, after }) => changedOutcomes(agreed.get(before.id) ?? [], after));
  await writeOutcomes(trx, outcomes);
  await writePresences(trx, actor, counts);
  return outcomes.map(({ scanId }) => scanId);
}

async function readWritten(trx: Trx, ids: readonly string[]): Promise<Map<string, WrittenScan[]>> {
  const { rows } = await sql<WrittenScan>`
    SELECT scan_id AS "scanId", booking_id AS "bookingId", scanned_at AS "scannedAt", direction, persons, places, outcome,
      earlier_scan_id AS "earlierScanId"
    FROM scans WHERE booking_id = ANY(${ids}::uuid[]) AND places IS NOT NULL`.execute(trx);
  return Map.groupBy(rows, ({ bookingId }) => bookingId);
}

/**
 * Lets the earlier scans of bookings say what the bookings say, where a process of a release before scans, or a check-in of that
 * time, has written the booking alone.
 */
async function agreeWithBookings(
  trx: Trx,
  bookings: readonly CountedBooking[],
  written: ReadonlyMap<string, WrittenScan[]>,
  newIds: ReadonlySet<string>,
): Promise<Map<string, WrittenScan[]>> {
  const agreed = new Map<string, WrittenScan[]>();
  const takenBack: string[] = [];
  const missing: MissingScan[] = [];
  for (const booking of bookings) {
    const all = written.get(booking.id) ?? [];
    const earlier = all.filter(({ scanId }) => !newIds.has(scanId));
    const { firstAt, came } = presenceAfter(earlier);
    agreed.set(booking.id, all);
    if (booking.checkedInAt === null) {
      if (came === 0) continue;
      takenBack.push(...earlier.map(({ scanId }) => scanId));
      agreed.set(
        booking.id,
        all.filter(({ scanId }) => newIds.has(scanId)),
      );
    } else if (came < booking.checkedIn || firstAt === null || firstAt > booking.checkedInAt) {
      const scan = scanOf(booking, booking.checkedInAt);
      missing.push(scan);
      agreed.set(booking.id, [...all, scan]);
    }
  }
  await takeScansBack(trx, { scanIds: takenBack });
  await insertMissing(trx, missing);
  return agreed;
}

/** The check-in that a booking tells of, as a scan. */
const scanOf = ({ id, slotId, quantity, checkedIn }: CountedBooking, scannedAt: Date): MissingScan => ({
  scanId: newId(),
  bookingId: id,
  slotId,
  scannedAt,
  direction: "IN",
  persons: checkedIn,
  places: quantity,
  outcome: "ACCEPTED",
  earlierScanId: null,
});

interface MissingScan extends WrittenScan {
  slotId: string;
}

async function insertMissing(trx: Trx, scans: readonly MissingScan[]): Promise<void> {
  if (scans.length === 0) return;
  await trx
    .insertInto("scans")
    .values(
      scans.map((scan) => ({
        slot_id: scan.slotId,
        scan_id: scan.scanId,
        booking_id: scan.bookingId,
        direction: scan.direction,
        persons: scan.persons,
        places: scan.places,
        scanned_at: scan.scannedAt,
        outcome: scan.outcome,
        actor: "system",
      })),
    )
    .execute();
}

type Outcome = PassageOutcome & Pick<WrittenScan, "scanId" | "bookingId">;

/** The scans whose outcome is another than is written. */
const changedOutcomes = (scans: readonly WrittenScan[], { outcomes }: Presence): Outcome[] =>
  scans.flatMap(({ scanId, bookingId, outcome, earlierScanId }) => {
    const now = outcomes.get(scanId);
    const isAsBefore = now?.outcome === outcome && now.earlierScanId === earlierScanId;
    return now === undefined || isAsBefore ? [] : [{ scanId, bookingId, ...now }];
  });

async function writeOutcomes(trx: Trx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    UPDATE scans SET outcome = now.outcome, earlier_scan_id = now."earlierScanId"
    FROM json_to_recordset(${JSON.stringify(outcomes)}::json) AS now ("scanId" uuid, "bookingId" uuid, outcome text, "earlierScanId" uuid)
    WHERE scans.booking_id = now."bookingId" AND scans.places IS NOT NULL AND scans.scan_id = now."scanId"`.execute(
    trx,
  );
}

interface Count {
  before: CountedBooking;
  after: Presence;
}

/** The fields of a booking that scans decide. */
const fieldsOf = (
  booking: Pick<CountedBooking, "checkedInAt" | "checkedIn" | "checkedOut" | "noShowAt">,
) => ({
  checkedInAt: booking.checkedInAt?.toISOString() ?? null,
  checkedIn: booking.checkedIn,
  checkedOut: booking.checkedOut,
  noShowAt: booking.noShowAt?.toISOString() ?? null,
});

/** Writes who has come and who has left, for each booking that it changes, with its entry in the audit. */
async function writePresences(trx: Trx, actor: Actor, counts: readonly Count[]): Promise<void> {
  const changes = counts.flatMap(({ before, after: { firstAt, came, out } }) => {
    if (firstAt === null) return [];
    const now = { checkedInAt: firstAt, checkedIn: came, checkedOut: out, noShowAt: null };
    const changed = changedFields(fieldsOf(before), fieldsOf(now));
    if (Object.keys(changed.after).length === 0) return [];
    const hasLeft = came === before.checkedIn && out > before.checkedOut;
    const action = hasLeft ? ("booking.checked_out" as const) : ("booking.checked_in" as const);
    return [
      {
        row: { id: before.id, ...now },
        entry: { action, subjectId: before.id, slotId: before.slotId, ...changed },
      },
    ];
  });
  if (changes.length === 0) return;
  await sql`
    UPDATE bookings SET checked_in_at = now."checkedInAt", checked_in = now."checkedIn",
      checked_out = nullif(now."checkedOut", 0), no_show_at = NULL, updated_at = ${nextVersion("bookings")}
    FROM json_to_recordset(${JSON.stringify(changes.map(({ row }) => row))}::json)
      AS now (id uuid, "checkedInAt" timestamptz, "checkedIn" integer, "checkedOut" integer)
    WHERE bookings.id = now.id`.execute(trx);
  await writeAudit(
    trx,
    actor,
    changes.map(({ entry }) => entry),
  );
}
