import type { Session } from "@holdfast/db/testing";

/* The database's own evidence: a diary of every change of a status, written by a trigger in the same
   transaction, and the rows at the end. */

const DIARY = `
  CREATE TABLE IF NOT EXISTS faults_diary (
    booking_id uuid NOT NULL, was text, became text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
    xact xid8 NOT NULL DEFAULT pg_current_xact_id());
  CREATE OR REPLACE FUNCTION faults_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO faults_diary (booking_id, became) VALUES (NEW.id, NEW.status);
    ELSIF NEW.status <> OLD.status THEN
      INSERT INTO faults_diary (booking_id, was, became) VALUES (NEW.id, OLD.status, NEW.status);
    END IF;
    RETURN NULL;
  END $$;
  CREATE OR REPLACE TRIGGER faults_note AFTER INSERT OR UPDATE ON bookings
    FOR EACH ROW EXECUTE FUNCTION faults_note()`;

/** A booking's row. Times are milliseconds since 1970. */
export interface BookingRow {
  id: string;
  slotId: string;
  key: string;
  quantity: number;
  status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
}

/** A line of the diary. */
export interface Change {
  bookingId: string;
  was: string | null;
  became: string;
  at: number;
  /** The transaction, whose changes happened at once. */
  xact: string;
}

export interface Observed {
  bookings: BookingRow[];
  changes: Change[];
  booked: Map<string, number>;
}

export async function keepDiary(session: Session): Promise<void> {
  await session.query(DIARY);
}

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** Reads the bookings, changes and counters of slots. */
export async function observe(session: Session, slotIds: readonly string[]): Promise<Observed> {
  const bookings = await session.query<BookingRow>(
    `SELECT id, slot_id AS "slotId", customer_name AS key, quantity, status,
      ${milliseconds("created_at")} AS "createdAt", ${milliseconds("updated_at")} AS "updatedAt",
      ${milliseconds("expires_at")} AS "expiresAt"
    FROM bookings WHERE slot_id = ANY($1::uuid[]) ORDER BY created_at, id`,
    [slotIds],
  );
  const changes = await session.query<Change>(
    `SELECT booking_id AS "bookingId", was, became, ${milliseconds("at")} AS at, xact::text FROM faults_diary
    WHERE booking_id = ANY($1::uuid[]) ORDER BY at`,
    [bookings.map(({ id }) => id)],
  );
  const slots = await session.query<{ id: string; booked: number }>(
    "SELECT id, booked FROM slots WHERE id = ANY($1::uuid[])",
    [slotIds],
  );
  return { bookings, changes, booked: new Map(slots.map(({ id, booked }) => [id, booked])) };
}

/** Counts the expired holds that are not yet released. */
export async function countExpiredHolds(session: Session): Promise<number> {
  const [row] = await session.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM bookings WHERE status = 'PENDING' AND expires_at <= clock_timestamp()",
  );
  return row?.count ?? 0;
}

export async function countHolds(session: Session): Promise<number> {
  const [row] = await session.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM bookings WHERE status = 'PENDING'",
  );
  return row?.count ?? 0;
}

/** Whether the database itself refuses to oversell, whatever the code does. */
export async function refusesToOversell(session: Session, slotId: string): Promise<boolean> {
  await session.query("SET log_min_messages = fatal"); // the log is searched for just this error
  await session.query("BEGIN");
  try {
    await session.query("UPDATE slots SET booked = capacity + 1 WHERE id = $1", [slotId]);
    return false;
  } catch (error) {
    return Object(error).code === "23514"; // check_violation
  } finally {
    await session.query("ROLLBACK");
  }
}
