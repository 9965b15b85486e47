import type { Session } from "@holdfast/db/testing";
import { Caller } from "../callers.ts";
import { addressOf } from "../mails.ts";
import type { Scenario } from "../scenario.ts";
import { pause, until } from "../wait.ts";
import type { Run } from "../world.ts";
import { RECEIVERS } from "./webhooks.ts";

/* A transaction that has written something, and stays open: whoever hears of changes waits for it. */

const SHORT_MILLISECONDS = 5_000;
const LONG_MILLISECONDS = 60_000;
const CATCH_UP_MAX_MILLISECONDS = 60_000;
/** Customers whose changes of a minute are sent in some seconds. */
const FEW = { customers: 4, thinkMaxMilliseconds: 2_000 };
/** Places of a slot that last for their bookings. */
const ROOMY_CAPACITY = 200;
/** What a worker's log says. */
const ALERT = "a transaction that stays open keeps back events";

export const openTransaction: Scenario = {
  name: "a transaction that has written something stays open",
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    await run.world.sql((session) =>
      stayOpen(session, SHORT_MILLISECONDS, "ROLLBACK", async () => {
        await session.query("INSERT INTO event_consumers VALUES ('an open transaction', 0, 0)");
      }),
    );
    await load.stop();
  },
};

/** Writes in a transaction, and ends it after a while. */
async function stayOpen(
  session: Session,
  milliseconds: number,
  end: "COMMIT" | "ROLLBACK",
  write: () => Promise<void>,
): Promise<void> {
  await session.query("BEGIN");
  await write();
  await pause(milliseconds);
  await session.query(end);
}

/**
 * Cancels a booking in a transaction that stays open for so long, while others book: its event comes before theirs, and is
 * committed last.
 */
export async function cancelSlowly(run: Run, milliseconds: number): Promise<void> {
  await run.makeSlots({ capacity: ROOMY_CAPACITY });
  const load = run.startLoad({ ...FEW, slotIds: [...run.slotIds] });
  const { slotId, bookingId } = await confirmedBooking(run);
  const from = run.history.now();
  await run.world.sql(async (session) => {
    await stayOpen(session, milliseconds, "COMMIT", () => cancel(session, slotId, bookingId));
    const until = run.history.now();
    run.history.calls.push({
      verb: "cancel",
      slotId,
      bookingId,
      quantity: 0,
      from,
      until,
      outcome: { type: "ok" },
    });
    await load.stop();
    await noteCatchUp(run, session);
  });
}

/** A confirmed booking on a slot that no other customer books. */
async function confirmedBooking(run: Run): Promise<{ slotId: string; bookingId: string }> {
  const [slotId = ""] = await run.makeSlots({ slots: 1 });
  const caller = new Caller(run.history, run.random.pick(run.world.apis));
  const key = `slow-${run.random.between(0, 1e9)}`;
  const hold = await caller.book(slotId, key, 1, addressOf(key));
  if (hold.type !== "ok" || !hold.bookingId) throw new Error("the booking was refused");
  await caller.confirm(slotId, hold.bookingId);
  return { slotId, bookingId: hold.bookingId };
}

/** Writes what a cancellation writes. */
async function cancel(session: Session, slotId: string, bookingId: string): Promise<void> {
  await session.query("UPDATE slots SET booked = booked - 1 WHERE id = $1", [slotId]);
  await session.query(
    "UPDATE bookings SET status = 'CANCELLED', updated_at = clock_timestamp() WHERE id = $1",
    [bookingId],
  );
  await session.query(
    `INSERT INTO audit (at, actor, action, subject_id, slot_id, before, after)
    SELECT updated_at, 'system', 'booking.cancelled', id, slot_id, '{"status":"CONFIRMED"}', '{"status":"CANCELLED"}'
    FROM bookings WHERE id = $1`,
    [bookingId],
  );
}

/** Waits until all that was committed has been sent. */
async function noteCatchUp(run: Run, session: Session): Promise<void> {
  const [last] = await session.query<{ entry: string }>("SELECT max(id)::text AS entry FROM audit");
  const isSent = async () => {
    const [row] = await session.query<{ isSent: boolean }>(
      `SELECT (SELECT min(entry) >= $1 FROM event_consumers WHERE name IN ('webhooks', 'mail'))
        AND NOT EXISTS (SELECT FROM webhook_deliveries WHERE status = 'PENDING')
        AND NOT EXISTS (SELECT FROM mails WHERE state IN ('QUEUED', 'SENDING')) AS "isSent"`,
      [last?.entry],
    );
    return row?.isSent === true;
  };
  // What is not sent by then is judged at the end.
  await until("what was kept back is sent", isSent, CATCH_UP_MAX_MILLISECONDS).then(
    (took) => run.note("caughtUpAfterMilliseconds", took),
    () => {},
  );
}

/** Cancels slowly, and requires that the operator is told meanwhile. */
export async function cancelSlowlyAndTell(run: Run, milliseconds: number): Promise<void> {
  const before = alertsOf(run);
  await cancelSlowly(run, milliseconds);
  const alerts = alertsOf(run) - before;
  run.note("alerts", alerts);
  if (alerts === 0) run.broken.push(`no log tells of a transaction that was open for ${milliseconds} ms`);
}

const alertsOf = ({ world }: Run) => world.worker.output.split(ALERT).length - 1;

export const transactionOpenForAMinute: Scenario = {
  name: "a transaction that has written to the audit stays open for a minute, while webhooks and mails are sent",
  world: { receivers: RECEIVERS, hasMails: true },
  run: (run) => cancelSlowlyAndTell(run, LONG_MILLISECONDS),
};
