import { sql } from "kysely";
import { readToldBooking } from "../calendars/index.ts";
import { enqueueMails, reminderPayload } from "../jobs/index.ts";
import { isAddress } from "./address.ts";
import type { MailContext } from "./settings.ts";

/**
 * Queues the reminders whose time has come. A booking that was cancelled, or has another time by now, has none of this job's: for
 * another time there is another job.
 * @param payloads of the jobs: the booking, and the entry that gave it its time
 */
export async function queueReminders(ctx: MailContext, payloads: readonly unknown[]): Promise<void> {
  for (const payload of payloads) {
    const { bookingId, entry } = reminderPayload.parse(payload);
    await ctx.db.transaction().execute(async (trx) => {
      const booking = await readToldBooking(trx, bookingId);
      if (booking?.status !== "CONFIRMED" || booking.entry !== entry || !isAddress(booking.customerContact))
        return;
      const { rows } = await sql<{ id: string }>`
        INSERT INTO mails (id, booking_id, slot_id, event_id, entry, kind)
        SELECT gen_random_uuid(), bookings.id, slot_id, ${`reminder_${entry}`}, ${entry}::bigint, 'reminder'
        FROM bookings JOIN slots ON slots.id = slot_id
        WHERE bookings.id = ${bookingId} AND starts_at > clock_timestamp()
        ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
      await enqueueMails(
        ctx.jobs,
        trx,
        rows.map(({ id }) => id),
      );
    });
  }
}
