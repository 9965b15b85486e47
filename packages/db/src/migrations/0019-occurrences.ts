import { type Kysely, sql } from "kysely";

/**
 * Slots of a schedule are known as occurrences of its rule, and know which fields staff have set by hand.
 *
 * A deleted slot of a schedule is an occurrence that staff deleted: the schedule detaches the slots that it deletes
 * itself. So one row stands for one occurrence. A schedule knows which of its changes its slots follow.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // In the order in which slots are made: a lock that grows could be in a deadlock with that.
  await sql`LOCK TABLE schedules, slots IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`ALTER TABLE slots ADD COLUMN occurrence_at timestamptz(3),
    ADD COLUMN overridden text[] NOT NULL DEFAULT '{}'`.execute(db);
  await sql`
    ALTER TABLE schedules
      ADD COLUMN cancel_until integer CHECK (cancel_until BETWEEN 0 AND 8784),
      ADD COLUMN bookable_from_minutes integer CHECK (bookable_from_minutes BETWEEN 0 AND 527040),
      ADD COLUMN bookable_until_minutes integer CHECK (bookable_until_minutes BETWEEN 0 AND 527040),
      ADD COLUMN followed_at timestamptz(3),
      ADD CONSTRAINT schedules_bookable_window CHECK (bookable_from_minutes > bookable_until_minutes)`.execute(
    db,
  );
  await findOccurrences(db);
  await findOverridden(db);
  await sql`UPDATE schedules SET time_zone = name FROM pg_timezone_names
    WHERE lower(name) = lower(time_zone) AND name <> time_zone`.execute(db);

  await sql`ALTER TABLE slots ADD CONSTRAINT slots_of_schedules_are_occurrences
    CHECK (schedule_id IS NULL OR occurrence_at IS NOT NULL)`.execute(db);
  await sql`DROP INDEX slots_by_schedule`.execute(db);
  await sql`CREATE UNIQUE INDEX slots_by_schedule ON slots (schedule_id, starts_at)
    WHERE schedule_id IS NOT NULL AND deleted_at IS NULL`.execute(db);
  await sql`CREATE UNIQUE INDEX slots_by_occurrence ON slots (schedule_id, occurrence_at)
    WHERE schedule_id IS NOT NULL`.execute(db);
  await sql`CREATE INDEX schedules_lagging ON schedules (updated_at)
    WHERE followed_at IS DISTINCT FROM updated_at`.execute(db);
  await serveReleaseBefore(db);
}

/**
 * The occurrence of a slot is its start or, where staff moved it, the start before its first move, unless another slot has
 * that one. Starts are unique within a schedule, and so are these.
 */
async function findOccurrences(db: Kysely<unknown>): Promise<void> {
  await sql`UPDATE slots SET occurrence_at = starts_at WHERE schedule_id IS NOT NULL`.execute(db);
  await sql`
    WITH moved AS (
      SELECT DISTINCT ON (slots.id) slots.id, schedule_id, (before ->> 'startsAt')::timestamptz(3) AS made_at
      FROM slots JOIN audit ON audit.slot_id = slots.id AND action = 'slot.updated' AND before ? 'startsAt'
      WHERE schedule_id IS NOT NULL ORDER BY slots.id, audit.id
    ), latest AS (
      SELECT DISTINCT ON (schedule_id, made_at) * FROM moved ORDER BY schedule_id, made_at, id DESC
    )
    UPDATE slots SET occurrence_at = made_at FROM latest
    WHERE slots.id = latest.id AND NOT EXISTS (
      SELECT FROM slots AS other WHERE other.schedule_id = latest.schedule_id AND other.starts_at = made_at
    )`.execute(db);
}

/** What staff have changed is in the audit. A slot that they opened again is as the schedule made it. */
async function findOverridden(db: Kysely<unknown>): Promise<void> {
  await sql`
    WITH set_by_hand AS (
      SELECT slots.id, array_agg(DISTINCT aspect) AS aspects
      FROM slots JOIN audit ON audit.slot_id = slots.id AND action = 'slot.updated' AND actor <> 'system'
        JOIN (VALUES ('startsAt', 'times'), ('endsAt', 'times'), ('capacity', 'capacity'), ('closed', 'closed'),
          ('bookableFrom', 'booking_window'), ('bookableUntil', 'booking_window'), ('cancelUntil', 'cancel_until'))
          AS fields (name, aspect) ON after ? name
      WHERE schedule_id IS NOT NULL AND ends_at > now() AND (aspect <> 'closed' OR closed)
      GROUP BY slots.id
    )
    UPDATE slots SET overridden = aspects FROM set_by_hand WHERE slots.id = set_by_hand.id`.execute(db);
}

/** Processes of the release before, which run beside this schema for a moment, make slots without an occurrence. */
async function serveReleaseBefore(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION slots_know_occurrence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.occurrence_at := NEW.starts_at;
      RETURN NEW;
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER slots_know_occurrence BEFORE INSERT ON slots
    FOR EACH ROW WHEN (NEW.schedule_id IS NOT NULL AND NEW.occurrence_at IS NULL)
    EXECUTE FUNCTION slots_know_occurrence()`.execute(db);
}

/** Forgets occurrences and what was set by hand. Deleted slots leave their schedules, which may make them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TRIGGER slots_know_occurrence ON slots`.execute(db);
  await sql`DROP FUNCTION slots_know_occurrence`.execute(db);
  await sql`UPDATE slots SET schedule_id = NULL WHERE schedule_id IS NOT NULL AND deleted_at IS NOT NULL`.execute(
    db,
  );
  await sql`DROP INDEX slots_by_schedule`.execute(db);
  await sql`CREATE UNIQUE INDEX slots_by_schedule ON slots (schedule_id, starts_at)
    WHERE schedule_id IS NOT NULL`.execute(db);
  await sql`ALTER TABLE slots DROP COLUMN occurrence_at, DROP COLUMN overridden`.execute(db);
  await sql`ALTER TABLE schedules DROP COLUMN cancel_until, DROP COLUMN bookable_from_minutes,
    DROP COLUMN bookable_until_minutes, DROP COLUMN followed_at`.execute(db);
}
