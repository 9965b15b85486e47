import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import * as bookings from "./migrations/0001-bookings.ts";
import * as bookableSlots from "./migrations/0002-bookable-slots.ts";
import * as checkIn from "./migrations/0003-check-in.ts";
import * as schedules from "./migrations/0004-schedules.ts";
import * as receipts from "./migrations/0005-receipts.ts";
import * as exclusiveResources from "./migrations/0006-exclusive-resources.ts";
import * as auditAndEvents from "./migrations/0007-audit-and-events.ts";
import * as waitlist from "./migrations/0008-waitlist.ts";
import * as access from "./migrations/0009-access.ts";
import * as cancelUntil from "./migrations/0010-cancel-until.ts";
import * as auditUncompressed from "./migrations/0011-audit-uncompressed.ts";
import * as waitlistPositions from "./migrations/0012-waitlist-positions.ts";
import * as holdWaves from "./migrations/0013-hold-waves.ts";
import * as qualifiedTriggers from "./migrations/0014-qualified-triggers.ts";
import * as partialIndexes from "./migrations/0015-partial-indexes.ts";
import * as noHoldWaves from "./migrations/0016-no-hold-waves.ts";
import * as idempotencyRecords from "./migrations/0017-idempotency-records.ts";
import * as leadMinutes from "./migrations/0018-lead-minutes.ts";
import * as occurrences from "./migrations/0019-occurrences.ts";
import * as contactKeys from "./migrations/0020-contact-keys.ts";
import * as auditInOrder from "./migrations/0021-audit-in-order.ts";
import * as metadata from "./migrations/0022-metadata.ts";
import * as listedSlots from "./migrations/0023-listed-slots.ts";
import * as auditAsOutbox from "./migrations/0024-audit-as-outbox.ts";
import * as webhooks from "./migrations/0025-webhooks.ts";
import * as zonesAndLanguages from "./migrations/0027-zones-and-languages.ts";
import * as mails from "./migrations/0028-mails.ts";
import * as calendars from "./migrations/0029-calendars.ts";
import * as sessions from "./migrations/0030-sessions.ts";
import * as handedOver from "./migrations/0031-handed-over.ts";
import * as archivedResources from "./migrations/0032-archived-resources.ts";
import * as scheduleHours from "./migrations/0033-schedule-hours.ts";
import * as partOfBooking from "./migrations/0034-part-of-booking.ts";
import * as absences from "./migrations/0035-absences.ts";
import * as orders from "./migrations/0036-orders.ts";
import * as maxPerContact from "./migrations/0037-max-per-contact.ts";
import * as questions from "./migrations/0038-questions.ts";
import * as changedAbsences from "./migrations/0039-changed-absences.ts";
import * as scheduleHolidays from "./migrations/0040-schedule-holidays.ts";
import * as door from "./migrations/0041-door.ts";
import { openDatabase } from "./pool.ts";
import type { Database } from "./schema.ts";

/** Every migration in order. Names are stored: never rename one, only add below. */
const MIGRATIONS = {
  "0001-bookings": bookings,
  "0002-bookable-slots": bookableSlots,
  "0003-check-in": checkIn,
  "0004-schedules": schedules,
  "0005-receipts": receipts,
  "0006-exclusive-resources": exclusiveResources,
  "0007-audit-and-events": auditAndEvents,
  "0008-waitlist": waitlist,
  "0009-access": access,
  "0010-cancel-until": cancelUntil,
  "0011-audit-uncompressed": auditUncompressed,
  "0012-waitlist-positions": waitlistPositions,
  "0013-hold-waves": holdWaves,
  "0014-qualified-triggers": qualifiedTriggers,
  "0015-partial-indexes": partialIndexes,
  "0016-no-hold-waves": noHoldWaves,
  "0017-idempotency-records": idempotencyRecords,
  "0018-lead-minutes": leadMinutes,
  "0019-occurrences": occurrences,
  "0020-contact-keys": contactKeys,
  "0021-audit-in-order": auditInOrder,
  "0022-metadata": metadata,
  "0023-listed-slots": listedSlots,
  "0024-audit-as-outbox": auditAsOutbox,
  "0025-webhooks": webhooks,
  "0027-zones-and-languages": zonesAndLanguages,
  "0028-mails": mails,
  "0029-calendars": calendars,
  "0030-sessions": sessions,
  "0031-handed-over": handedOver,
  "0032-archived-resources": archivedResources,
  "0033-schedule-hours": scheduleHours,
  "0034-part-of-booking": partOfBooking,
  "0035-absences": absences,
  "0036-orders": orders,
  "0037-max-per-contact": maxPerContact,
  "0038-questions": questions,
  "0039-changed-absences": changedAbsences,
  "0040-schedule-holidays": scheduleHolidays,
  "0041-door": door,
};

const createMigrator = (db: Kysely<Database>) =>
  new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });

/** A migration locks whole tables, and may deadlock with transactions that lock them in another order. */
const MIGRATE_MAX_ATTEMPTS = 20;
const MIGRATE_PAUSE_MILLISECONDS = 250;
const DEADLOCK_DETECTED = "40P01";
const UNIQUE_VIOLATION = "23505";

/**
 * Brings the schema up to date under Kysely's advisory lock: processes that start together do so one by one.
 * The connection is its own, because the wait for another process may exceed the bounds of a request.
 * @returns the names of the migrations that this call executed
 * @throws the first migration's error; all that ran in this call is rolled back. After a deadlock it tries again
 */
export async function migrateToLatest(url: string): Promise<string[]> {
  const db = openDatabase({ url, maxConnections: 1, timeouts: "off" });
  try {
    for (let attempt = 1; ; attempt++) {
      const { error, results } = await createMigrator(db).migrateToLatest();
      if (!error) return (results ?? []).map((result) => result.migrationName);
      if (!isPassing(error) || attempt === MIGRATE_MAX_ATTEMPTS) throw error;
      await sleep(MIGRATE_PAUSE_MILLISECONDS);
    }
  } finally {
    await db.destroy();
  }
}

/** A deadlock, or two processes that make the migrations' own tables at the same time. */
function isPassing(error: unknown): boolean {
  const { code, schema } = Object(error);
  return code === DEADLOCK_DETECTED || (code === UNIQUE_VIOLATION && schema === "pg_catalog");
}

/** Names of the migrations that have not run on this database yet. */
export async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const migrations = await createMigrator(db).getMigrations();
  return migrations.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}
