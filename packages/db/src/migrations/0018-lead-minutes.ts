import { type Kysely, sql } from "kysely";

/** How many minutes before a slot's start customers may no longer book it. Slots of schedules take it from them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots ADD COLUMN lead_minutes integer NOT NULL DEFAULT 0
    CHECK (lead_minutes BETWEEN 0 AND 527040)`.execute(db);
  await sql`UPDATE slots SET lead_minutes = schedules.lead_minutes FROM schedules
    WHERE schedules.id = slots.schedule_id AND schedules.lead_minutes > 0 AND slots.ends_at > now()`.execute(
    db,
  );
}

/** Lets everybody book until the end. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots DROP COLUMN lead_minutes`.execute(db);
}
