import { type Answered, type Asked, answersMissing, missingAnswers, NOTHING_ASKED } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/* What a booking says of who comes, beside what its resource asks. */

/** Reads what the resources of slots ask, by the slots' ids. */
export async function readAsked(db: Db, slotIds: readonly string[]): Promise<Map<string, Asked>> {
  const rows = await db
    .selectFrom("slots")
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select(["slots.id", "asks_attendees", "questions"])
    .where("slots.id", "=", sql<string>`ANY(${slotIds}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [row.id, { asksAttendees: row.asks_attendees, questions: row.questions }]),
  );
}

type Booked = Answered & { slotId: string; quantity: number };

/** @throws ANSWERS_MISSING where a booking lacks what the resource of its slot requires now */
export const requireAnswers = (db: Db, booking: Booked): Promise<void> =>
  requireAllAnswers(db, [{ ...booking, at: "" }]);

/**
 * The same of several bookings.
 * @param bookings each with what is put before the paths of its issues
 * @throws ANSWERS_MISSING with the issues of all
 */
export async function requireAllAnswers(
  db: Db,
  bookings: readonly (Booked & { at: string })[],
): Promise<void> {
  const asked = await readAsked(
    db,
    bookings.map(({ slotId }) => slotId),
  );
  const missing = bookings.flatMap((booking) =>
    missingAnswers(asked.get(booking.slotId) ?? NOTHING_ASKED, booking).map(({ path, message }) => ({
      path: booking.at + path,
      message,
    })),
  );
  if (missing.length > 0) throw answersMissing(missing);
}

/** Whether it lacks any, as a condition on a row of `bookings` and one of `resources`: nothing is looked at where nothing is asked. */
export const lacksAnswers = sql<boolean>`CASE
  WHEN NOT resources.asks_attendees AND resources.questions IS NULL THEN false
  WHEN resources.asks_attendees AND coalesce(cardinality(bookings.attendees), 0) < bookings.quantity THEN true
  ELSE NOT coalesce(bookings.answers, '{}') ?& ARRAY(
    SELECT json_array_elements_text(coalesce(resources.questions -> 'required', '[]'))) END`;

/** The columns of what is given. Those left out stay as they are. */
export const answeredColumns = ({
  attendees,
  answers,
}: {
  attendees?: readonly string[] | null | undefined;
  answers?: Answered["answers"] | undefined;
}) => ({
  ...(attendees !== undefined && { attendees: attendees && [...attendees] }),
  ...(answers !== undefined && { answers: answers && JSON.stringify(answers) }),
});
