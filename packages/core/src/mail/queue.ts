import type { Event } from "@holdfast/contract";
import { sql } from "kysely";
import { changesTimes, revisionOf } from "../calendars/index.ts";
import { consumeEvents, forgetConsumer } from "../events/index.ts";
import { enqueueMails, enqueueReminders } from "../jobs/index.ts";
import type { DbContext, Trx } from "../shared/index.ts";
import type { MailKind } from "./kind.ts";
import type { MailContext } from "./settings.ts";

/** The name of the consumer of events. */
const CONSUMER = "mail";

/** Events that are looked at in one transaction. */
const QUEUE_MAX_EVENTS = 500;

/** The mails that events of one booking make. */
const KINDS: Readonly<Partial<Record<Event["type"], MailKind>>> = {
  "booking.confirmed": "confirmed",
  "booking.cancelled": "cancelled",
  "booking.rescheduled": "moved",
  "booking.quantity_changed": "changed",
  "waitlist.promoted": "promoted",
};

/** The events that may give a booking another contact, and the mail to that one: what the former contact was told. */
const OF_CUSTOMER: ReadonlySet<Event["type"]> = new Set(["booking.updated", "booking.handed_over"]);
const TOLD_ANEW: Readonly<Record<string, MailKind>> = { CONFIRMED: "confirmed", PENDING: "promoted" };

const kindOf = ({ type, data }: Event): MailKind | undefined =>
  OF_CUSTOMER.has(type) ? TOLD_ANEW[String(data["status"])] : KINDS[type];

/** The events of slots that may have changed their times. */
const SLOT_CHANGES: ReadonlySet<Event["type"]> = new Set(["slot.updated", "slot.closed", "slot.reopened"]);

/** What mails hear of. In a rush nearly all events are holds, which nobody is told of. */
const TYPES = [...Object.keys(KINDS), ...OF_CUSTOMER, ...SLOT_CHANGES] as Event["type"][];

/** A mail that was queued. */
interface QueuedMail {
  id: string;
  bookingId: string;
  entry: string;
  kind: MailKind;
  startsAt: Date;
}

/**
 * Queues a mail for each event since the last call that a customer is told of, exactly once: the row of a mail and its job are
 * in the transaction that moves on.
 * @returns whether more may follow at once
 */
export function queueMails(ctx: MailContext): Promise<boolean> {
  const options = { limit: QUEUE_MAX_EVENTS, types: TYPES };
  return consumeEvents(ctx, CONSUMER, options, async (trx, events) => {
    const queued = [...(await queueOfBookings(trx, events)), ...(await queueOfSlots(trx, events))];
    if (queued.length === 0) return;
    await enqueueMails(
      ctx.jobs,
      trx,
      queued.map(({ id }) => id),
    );
    await remindOf(ctx, trx, queued);
  });
}

/** Forgets where the events were: whoever turns mails on again does not send those of the time in between. */
export const forgetMailQueue = ({ db }: DbContext): Promise<void> => forgetConsumer(db, CONSUMER);

/** Whether a booking's customer may have a mail address. The row of a mail has no contact: it is read when it is sent. */
const hasAddress = sql<boolean>`strpos(bookings.customer_contact, '@') > 1`;

/** Whether the customer of a booking was told of it before. */
const wasTold = sql<boolean>`EXISTS (SELECT FROM mails AS told WHERE told.booking_id = bookings.id)`;

/** Whether a mail that says the same is still to be sent: it will go to the contact that the booking has then. */
const isAboutToBeTold = sql<boolean>`(
  EXISTS (SELECT FROM mails AS queued WHERE queued.booking_id = bookings.id AND queued.kind = event.kind
    AND queued.state = 'QUEUED')
  OR EXISTS (SELECT FROM event AS earlier WHERE earlier.booking_id = bookings.id AND earlier.entry < event.entry
    AND earlier.kind = event.kind AND earlier.type <> 'booking.updated'))`;

/** The entry of an event, from its id: `evt_1024_1`. */
const entryOf = ({ id }: Event) => id.split("_")[1] as string;

/** The columns of a queued mail, with the start of its slot and the entry that gave the booking this start. */
const QUEUED = sql`queued.id, queued.booking_id AS "bookingId", least(revision.entry, queued.entry)::text AS entry,
        queued.kind, starts_at AS "startsAt"
      FROM queued JOIN slots ON slots.id = queued.slot_id JOIN bookings ON bookings.id = queued.booking_id
        LEFT JOIN LATERAL ${revisionOf} AS revision ON true`;

/**
 * Customers hear of their booking from its confirmation, or its promotion, on. Whoever gives up a hold that nobody has told him of
 * gets no mail. Another contact is told what the former one was.
 */
async function queueOfBookings(trx: Trx, events: readonly Event[]): Promise<QueuedMail[]> {
  const wanted = events.flatMap((event) => {
    const kind = kindOf(event);
    if (!kind) return [];
    const { id, type, bookingId, slotId, data } = event;
    return [
      {
        event_id: id,
        type,
        entry: entryOf(event),
        kind,
        booking_id: bookingId,
        slot_id: slotId,
        status: data["status"],
      },
    ];
  });
  if (wanted.length === 0) return [];
  const { rows } = await sql<QueuedMail>`
    WITH event AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(wanted)}::json)
        AS event (event_id text, type text, entry bigint, kind text, booking_id uuid, slot_id uuid, status text)
    ), queued AS (
      INSERT INTO mails (id, booking_id, slot_id, event_id, entry, kind)
      SELECT gen_random_uuid(), bookings.id, event.slot_id, event_id, entry, kind
      FROM event JOIN bookings ON bookings.id = event.booking_id LEFT JOIN audit ON audit.id = entry
      WHERE ${hasAddress} AND (type <> 'booking.updated' OR audit.after -> 'customerKeys' ? 'contact')
        AND NOT (type IN ('booking.updated', 'booking.handed_over') AND ${isAboutToBeTold}) AND (
        type IN ('booking.confirmed', 'waitlist.promoted') OR (type <> 'booking.cancelled' AND event.status = 'CONFIRMED')
        OR audit.before ->> 'status' = 'CONFIRMED' OR ${wasTold}
        OR EXISTS (SELECT FROM event AS earlier WHERE earlier.booking_id = bookings.id AND earlier.entry < event.entry
          AND earlier.type IN ('booking.confirmed', 'waitlist.promoted')))
      ORDER BY entry ON CONFLICT DO NOTHING
      RETURNING *
    )
    SELECT ${QUEUED}`.execute(trx);
  return rows;
}

/** A slot that gets other times moves its bookings: those that were confirmed on it, or told of, by then. */
async function queueOfSlots(trx: Trx, events: readonly Event[]): Promise<QueuedMail[]> {
  const changed = events.filter(({ type }) => SLOT_CHANGES.has(type));
  if (changed.length === 0) return [];
  const wanted = changed.map((event) => ({
    event_id: event.id,
    entry: entryOf(event),
    slot_id: event.slotId,
  }));
  const { rows } = await sql<QueuedMail>`
    WITH event AS MATERIALIZED (
      SELECT event.* FROM json_to_recordset(${JSON.stringify(wanted)}::json)
        AS event (event_id text, entry bigint, slot_id uuid) JOIN audit ON audit.id = entry
      WHERE before IS NOT NULL AND ${changesTimes}
    ), queued AS (
      INSERT INTO mails (id, booking_id, slot_id, event_id, entry, kind)
      SELECT gen_random_uuid(), bookings.id, event.slot_id, event_id, entry, 'moved'
      FROM event JOIN bookings ON bookings.slot_id = event.slot_id
      WHERE ${hasAddress} AND (bookings.status = 'CONFIRMED' OR (bookings.status = 'PENDING' AND ${wasTold}))
        AND NOT EXISTS (SELECT FROM audit AS later WHERE later.subject_id = bookings.id AND later.id > entry
          AND later.action IN ('booking.confirmed', 'booking.reacquired', 'booking.rescheduled'))
      ORDER BY entry, bookings.id ON CONFLICT DO NOTHING
      RETURNING *
    )
    SELECT ${QUEUED}`.execute(trx);
  return rows;
}

const HOUR_MILLISECONDS = 60 * 60 * 1_000;

/** The mails after which an earlier reminder is void: each brings one of its own. */
const REMINDED: ReadonlySet<MailKind> = new Set(["confirmed", "moved", "changed"]);

/** Puts off a reminder for each change of a confirmed booking. What that is by then, the reminder finds out. */
async function remindOf(
  { jobs, mail: { reminderHours } }: MailContext,
  trx: Trx,
  queued: readonly QueuedMail[],
): Promise<void> {
  if (reminderHours === 0) return;
  const reminders = queued
    .filter(({ kind }) => REMINDED.has(kind))
    .map(({ bookingId, entry, startsAt }) => ({
      bookingId,
      entry,
      dueAt: new Date(startsAt.getTime() - reminderHours * HOUR_MILLISECONDS),
    }));
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(trx);
  const [{ now }] = rows as [{ now: Date }];
  // Who books or moves later than that has just been told.
  await enqueueReminders(
    jobs,
    trx,
    reminders.filter(({ dueAt }) => dueAt > now),
  );
}
