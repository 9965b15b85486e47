import type { MailState, MailsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { enqueueMails } from "../jobs/index.ts";
import { hashOf, nextVersion, type Trx } from "../shared/index.ts";
import type { MailContext, MailTrouble } from "./settings.ts";
import { MAIL_DIALOGUE_MAX_MILLISECONDS, type Outcome } from "./smtp.ts";

/* The attempts at a mail, as its row has them. */

/** The pauses before another attempt: doubled each time, up to an hour. */
const RETRY_MIN_SECONDS = 15;
const RETRY_MAX_SECONDS = 60 * 60;
/** Part of a pause that chance decides, so that mails that failed together are not sent together. */
const RETRY_JITTER = 0.2;
/** A mail that could not be sent for so long is given up. */
export const MAIL_MAX_HOURS = 48;
/** The shortest pause of a mail that waits for an earlier one of its booking, or for another process. */
const TURN_MIN_SECONDS = 5;
/** A row that has been SENDING for longer was left by a process that has died. */
const LEFT_BEHIND_SECONDS = (2 * MAIL_DIALOGUE_MAX_MILLISECONDS) / 1_000;

export type MailRow = Pick<
  Selectable<MailsTable>,
  "id" | "booking_id" | "slot_id" | "kind" | "entry" | "attempts"
>;

/** The earlier mails of a mail's booking that are not done: a customer is not to read of a cancellation first. */
const EARLIER = sql`FROM mails AS earlier
    WHERE earlier.booking_id = mails.booking_id AND earlier.state IN ('QUEUED', 'SENDING')
      AND (earlier.entry, earlier.id) < (mails.entry, mails.id)`;

/**
 * What a job is to do with its mail.
 * - `send`: its time has come.
 * - `wait`: an earlier mail of its booking comes first, or another process is at it.
 * - `abandon`: a process that has died has left it in the dialogue.
 * - `nothing`: it is done, or put off, and has a job for its time.
 */
type Turn = { type: "send" | "abandon" | "nothing" } | { type: "wait"; state: MailState; seconds: number };

/** Whose turn it is. A mail that waits does so until the earlier one is tried again. */
export async function readTurn({ db }: MailContext, id: string): Promise<Turn> {
  const { rows } = await sql<{
    state: MailState;
    isDue: boolean;
    isLeftBehind: boolean;
    seconds: number | null;
  }>`
    SELECT state, due_at <= clock_timestamp() AS "isDue",
      updated_at < clock_timestamp() - make_interval(secs => ${LEFT_BEHIND_SECONDS}) AS "isLeftBehind",
      (SELECT extract(epoch FROM max(earlier.due_at) - clock_timestamp())::float8 ${EARLIER}) AS seconds
    FROM mails WHERE id = ${id}`.execute(db);
  const [mail] = rows;
  if (mail?.state === "SENDING") {
    const { state } = mail;
    return mail.isLeftBehind ? { type: "abandon" } : { type: "wait", state, seconds: TURN_MIN_SECONDS };
  }
  if (mail?.state !== "QUEUED" || !mail.isDue) return { type: "nothing" };
  if (mail.seconds === null) return { type: "send" };
  return { type: "wait", state: mail.state, seconds: Math.max(mail.seconds, TURN_MIN_SECONDS) };
}

/**
 * Lets a mail wait. Of several jobs of a queued one a single job is left, because the others find it put off; its row keeps the
 * sweep away, which would give it another.
 */
export async function waitForTurn(
  ctx: MailContext,
  id: string,
  turn: Turn & { type: "wait" },
): Promise<void> {
  const { state, seconds } = turn;
  if (state === "SENDING") return enqueueMails(ctx.jobs, ctx.db, [id], seconds);
  await ctx.db.transaction().execute(async (trx) => {
    const isFirst = sql<boolean>`due_at <= clock_timestamp()`;
    const locked = await trx
      .selectFrom("mails")
      .select("id")
      .where("id", "=", id)
      .where(isFirst)
      .forUpdate()
      .execute();
    if (locked.length > 0) await putOff(ctx, trx, id, seconds);
  });
}

/**
 * Makes a queued mail this process's, with the token of its link. It locks the booking, so that of a hand-over at the same time
 * either the mail has the new customer, or the token of the former one ends with the others.
 * @returns undefined where it is not to be sent now
 */
export async function claim({ db }: MailContext, id: string, token: string): Promise<MailRow | undefined> {
  const { rows } = await sql<MailRow>`
    WITH booking AS MATERIALIZED (
      SELECT id FROM bookings WHERE id = (SELECT booking_id FROM mails WHERE id = ${id}) FOR SHARE
    )
    UPDATE mails SET state = 'SENDING', attempts = attempts + 1, token_hash = ${hashOf(token)},
      updated_at = clock_timestamp()
    FROM booking
    WHERE mails.id = ${id} AND booking.id = booking_id AND state = 'QUEUED' AND NOT EXISTS (SELECT ${EARLIER})
    RETURNING mails.id, booking_id, slot_id, kind, entry::text AS entry, attempts`.execute(db);
  return rows[0];
}

/** Ends an attempt before its dialogue: the mail is of no use any more. */
export async function skip({ db }: MailContext, id: string): Promise<void> {
  await db
    .updateTable("mails")
    .set({ state: "SKIPPED", updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .where("state", "=", "SENDING")
    .execute();
}

/**
 * Notes the end of an attempt, and queues the next where there is to be one.
 * @param before the state in which the attempt has left the mail. One in the dialogue may have been taken for abandoned
 *   meanwhile; then its process knows better
 */
export async function endAttempt(
  ctx: MailContext,
  id: string,
  before: "QUEUED" | "SENDING",
  outcome: Outcome,
): Promise<void> {
  const problem = "problem" in outcome ? outcome.problem : null;
  const trouble = await ctx.db.transaction().execute(async (trx) => {
    const states = before === "SENDING" ? ["SENDING", "UNKNOWN"] : ["QUEUED"];
    // Bookings are locked before their mails.
    await sql`SELECT FROM bookings WHERE id = (SELECT booking_id FROM mails WHERE id = ${id}) FOR UPDATE`.execute(
      trx,
    );
    const { rows } = await sql<MailRow & { isTooOld: boolean }>`
      SELECT id, booking_id, slot_id, kind, entry::text AS entry, attempts,
        created_at < clock_timestamp() - make_interval(hours => ${MAIL_MAX_HOURS}) AS "isTooOld"
      FROM mails WHERE id = ${id} AND state = ANY(${states}) FOR UPDATE`.execute(trx);
    const [row] = rows;
    if (!row) return undefined;
    const [state, trouble] = stateAfter(outcome, row);
    const attempts = before === "QUEUED" ? row.attempts + 1 : row.attempts;
    await trx
      .updateTable("mails")
      .set({ state, problem, attempts, updated_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", id)
      .execute();
    if (state === "QUEUED") await putOff(ctx, trx, id, retrySeconds(attempts));
    if (state === "SENT") await noteProblem(trx, row, null);
    if (state === "BOUNCED" || state === "GIVEN_UP") await noteProblem(trx, row, problem);
    const { booking_id: bookingId, kind } = row;
    return trouble && { mailId: id, bookingId, kind, trouble, problem: problem ?? undefined };
  });
  if (trouble) ctx.onMailTrouble?.(trouble);
}

async function putOff({ jobs }: MailContext, trx: Trx, id: string, seconds: number): Promise<void> {
  const dueAt = sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;
  await trx.updateTable("mails").set({ due_at: dueAt }).where("id", "=", id).execute();
  // Rounded up, so that the mail is due when its job comes.
  await enqueueMails(jobs, trx, [id], seconds + 1);
}

function stateAfter(
  { type }: Outcome,
  { isTooOld }: { isTooOld: boolean },
): [MailState, MailTrouble["trouble"] | undefined] {
  if (type === "sent") return ["SENT", undefined];
  if (type === "bounced") return ["BOUNCED", "bounced"];
  if (type === "unknown") return ["UNKNOWN", "unknown"];
  return isTooOld ? ["GIVEN_UP", "given up"] : ["QUEUED", "retried"];
}

/** The pause before the next attempt, in seconds. */
function retrySeconds(attempts: number): number {
  const pause = Math.min(RETRY_MIN_SECONDS * 2 ** Math.min(attempts - 1, 20), RETRY_MAX_SECONDS);
  return pause * (1 + RETRY_JITTER * Math.random());
}

/** Notes on a booking that a mail to its customer was refused for good, or that one has arrived again. */
async function noteProblem(
  trx: Trx,
  { booking_id: id }: Pick<MailRow, "booking_id">,
  problem: string | null,
): Promise<void> {
  const booking = await trx
    .selectFrom("bookings")
    .select(["slot_id", "mail_problem"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (booking.mail_problem === problem) return;
  await trx
    .updateTable("bookings")
    .set({ mail_problem: problem, updated_at: nextVersion("bookings") })
    .where("id", "=", id)
    .execute();
  await writeAudit(trx, "system", [
    {
      action: "booking.updated",
      subjectId: id,
      slotId: booking.slot_id,
      before: { mailProblem: booking.mail_problem },
      after: { mailProblem: problem },
    },
  ]);
}
