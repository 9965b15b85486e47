import type { Session } from "@holdfast/db/testing";
import type { MailServer } from "../../packages/core/test/mail-harness.ts";
import { few } from "./few.ts";
import type { Change, Observed } from "./observer.ts";

/* What customers hear by mail, beside what has happened. */

/** The kinds of mails that changes of a booking make. */
const KINDS = ["confirmed", "cancelled"] as const;
type Kind = (typeof KINDS)[number];

/** A mail as its row tells of it. */
export interface MailRow {
  bookingId: string;
  kind: string;
  state: string;
}

type TakenMail = MailServer["taken"][number];

/** The address of a customer, by the key of the booking. */
export const addressOf = (key: string) => `${key}@example.org`;

/** Customers hear of a confirmation, and of the cancellation of what was confirmed. */
function kindOf({ was, became }: Change): Kind | undefined {
  if (became === "CONFIRMED") return "confirmed";
  return became === "CANCELLED" && was === "CONFIRMED" ? "cancelled" : undefined;
}

/** The rows of the mails about some bookings. */
export const readMailRows = (session: Session, bookingIds: readonly string[]) =>
  session.query<MailRow>(
    'SELECT booking_id AS "bookingId", kind, state FROM mails WHERE booking_id = ANY($1::uuid[])',
    [bookingIds],
  );

/**
 * Lets time pass for mails: what a dead process has left counts as left behind, and no pause goes on.
 * @param healedAt the return of the last process, in milliseconds since 1970: what was begun later is under way
 */
export async function passMailTime(session: Session, healedAt: number): Promise<void> {
  await session.query(
    `UPDATE mails SET updated_at = updated_at - interval '1 hour', due_at = due_at - interval '1 hour'
    WHERE state = 'QUEUED' OR (state = 'SENDING' AND updated_at < to_timestamp($1::float8 / 1000))`,
    [healedAt],
  );
}

/** Whether there is a row for each change that makes a mail, and none is still to be sent. */
export function areMailsDone(changes: readonly Change[], rows: readonly MailRow[]): boolean {
  const isOver = ({ state }: MailRow) => state !== "QUEUED" && state !== "SENDING";
  return rows.length >= changes.filter(kindOf).length && rows.every(isOver);
}

/**
 * Each change has one row and one mail, or none where the row says that nobody knows; and no mail is invented.
 * @param maxUnknown the dialogues that the fault may have cut
 */
export function mailsTellAll(
  { bookings, changes }: Observed,
  rows: readonly MailRow[],
  taken: readonly TakenMail[],
  maxUnknown: number,
): string[] {
  const wrong: string[] = [];
  const byBooking = Map.groupBy(rows, ({ bookingId }) => bookingId);
  const happened = Map.groupBy(changes, ({ bookingId }) => bookingId);
  const byAddress = Map.groupBy(taken, ({ to }) => to);
  for (const { id, key } of bookings) {
    const mails = byAddress.get(addressOf(key)) ?? [];
    byAddress.delete(addressOf(key));
    for (const kind of KINDS) {
      const due = (happened.get(id) ?? []).filter((change) => kindOf(change) === kind).length;
      const states = (byBooking.get(id) ?? []).filter((row) => row.kind === kind).map(({ state }) => state);
      const came = mails.filter(({ mail }) => mail.subject?.includes(kind)).length;
      const least = states.filter((state) => state === "SENT").length;
      const most = least + states.filter((state) => state === "UNKNOWN").length;
      if (states.length !== due || most !== due || came < least || came > most) {
        wrong.push(`mail: ${id} was ${kind} ${due} times, ${came} mails came, its rows say ${states}`);
      }
    }
  }
  for (const address of byAddress.keys()) wrong.push(`mail: ${address} has no booking`);
  const unknown = rows.filter(({ state }) => state === "UNKNOWN").length;
  if (unknown > maxUnknown)
    wrong.push(`mail: the outcome of ${unknown} is unknown, and ${maxUnknown} dialogues were cut at most`);
  return few(wrong);
}

/** The longest time from a change to its mail, in milliseconds. */
export function latestMail({ bookings, changes }: Observed, taken: readonly TakenMail[]): number {
  const keys = new Map(bookings.map(({ id, key }) => [id, key]));
  const byAddress = Map.groupBy(taken, ({ to }) => to);
  const delays = changes.flatMap((change) => {
    const kind = kindOf(change);
    const mails = byAddress.get(addressOf(keys.get(change.bookingId) ?? "")) ?? [];
    return mails.filter(({ mail }) => kind && mail.subject?.includes(kind)).map(({ at }) => at - change.at);
  });
  return Math.max(0, ...delays);
}
