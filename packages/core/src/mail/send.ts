import type { MailState, MailsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { readToldBooking, type ToldBooking } from "../calendars/index.ts";
import { enqueueMails, mailPayload } from "../jobs/index.ts";
import { hashOf, nextVersion, randomText, type Trx } from "../shared/index.ts";
import { isAddress } from "./address.ts";
import { composeMail } from "./message.ts";
import type { MailContext, MailTrouble } from "./settings.ts";
import { MAIL_DIALOGUE_MAX_MILLISECONDS, type Outcome, SmtpSession } from "./smtp.ts";

/** The pauses before another attempt: doubled each time, up to an hour. */
const RETRY_MIN_SECONDS = 15;
const RETRY_MAX_SECONDS = 60 * 60;
/** Part of a pause that chance decides, so that mails that failed together are not sent together. */
const RETRY_JITTER = 0.2;
/** A mail that could not be sent for so long is given up. */
export const MAIL_MAX_HOURS = 48;
/** The pause of a mail that waits for an earlier one of its booking. */
const TURN_SECONDS = 5;
/** A row that has been SENDING for longer was left by a process that has died. */
const LEFT_BEHIND_SECONDS = (2 * MAIL_DIALOGUE_MAX_MILLISECONDS) / 1_000;

type MailRow = Pick<
  Selectable<MailsTable>,
  "id" | "booking_id" | "slot_id" | "kind" | "entry" | "attempts"
> & {
  isTooOld: boolean;
};

/**
 * Sends queued mails one after the other over one connection. Before the dialogue about a mail its row says SENDING, committed: a
 * mail whose process dies in the dialogue is not sent again, because nobody knows whether the server has taken it.
 * @param payloads of the jobs: a mail each
 * @param signal ends the work between two mails
 */
export async function sendMails(
  ctx: MailContext,
  payloads: readonly unknown[],
  signal?: AbortSignal,
): Promise<void> {
  const connection = new Connection(ctx.mail.smtpUrl);
  try {
    for (const id of await inOrder(ctx, payloads)) {
      signal?.throwIfAborted();
      await sendMail(ctx, connection, id);
    }
  } finally {
    connection.end();
  }
}

/** The mails of jobs, in the order of what they tell. */
async function inOrder({ db }: MailContext, payloads: readonly unknown[]): Promise<string[]> {
  const ids = payloads.map((payload) => mailPayload.parse(payload).mailId);
  const rows = await db
    .selectFrom("mails")
    .select("id")
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .orderBy("entry")
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** A connection that is opened when it is needed. Where that fails once, it fails for all mails of a fetch. */
class Connection {
  readonly #url: string;
  #session: SmtpSession | undefined;
  #failure: unknown;

  constructor(url: string) {
    this.#url = url;
  }

  async session(): Promise<SmtpSession> {
    if (this.#session?.isOpen) return this.#session;
    if (this.#failure) throw this.#failure;
    try {
      this.#session = await SmtpSession.open(this.#url);
      return this.#session;
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  end(): void {
    this.#session?.quit();
  }
}

async function sendMail(ctx: MailContext, connection: Connection, id: string): Promise<void> {
  if (await isNotItsTurn(ctx, id)) return;
  let session: SmtpSession;
  try {
    session = await connection.session();
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    await endAttempt(ctx, id, "QUEUED", {
      type: "refused",
      problem: typeof code === "string" ? code : "no answer",
    });
    return;
  }
  const token = randomText();
  const row = await claim(ctx, id, token);
  if (!row) return;
  // Read after the claim: whoever was erased by then is left alone.
  const booking = await readToldBooking(ctx.db, row.booking_id, row.slot_id);
  if (!booking || !isToldStill(row, booking)) {
    await setState(ctx, id, "SENDING", "SKIPPED");
    return;
  }
  const { from } = ctx.mail;
  const told = { ...booking, customerContact: booking.customerContact as string };
  const message = await composeMail(ctx, from, told, { ...row, token }).catch(asDefect);
  const outcome = Buffer.isBuffer(message)
    ? await session.send({ from, to: told.customerContact }, message)
    : message;
  await endAttempt(ctx, id, "SENDING", outcome);
}

/** A mail that cannot be composed keeps no others from being sent. Its error is named alone: its text may quote the customer. */
const asDefect = (error: unknown): Outcome => ({
  type: "refused",
  problem: `not composed: ${error instanceof Error ? error.name : "no error"}`,
});

/** Whether what a mail tells is still worth telling, and its customer has an address. */
function isToldStill({ kind, entry }: MailRow, booking: ToldBooking): boolean {
  if (!isAddress(booking.customerContact) || booking.endsAt.getTime() < Date.now()) return false;
  if (kind === "promoted") return booking.status === "PENDING";
  if (kind === "reminder") return booking.status === "CONFIRMED" && booking.entry === entry;
  return true;
}

/**
 * Whether a mail is not to be sent now: it is done, another process is at it, or an earlier one of its booking is not done. What a
 * dead process has left in its dialogue is UNKNOWN from now on.
 */
async function isNotItsTurn(ctx: MailContext, id: string): Promise<boolean> {
  const { rows } = await sql<{ state: MailState; isLeftBehind: boolean; isBlocked: boolean; isDue: boolean }>`
    SELECT state, due_at <= clock_timestamp() AS "isDue", updated_at < clock_timestamp() - make_interval(secs => ${LEFT_BEHIND_SECONDS}) AS "isLeftBehind",
      ${isBlocked} AS "isBlocked"
    FROM mails WHERE id = ${id}`.execute(ctx.db);
  const [mail] = rows;
  if (mail?.state === "SENDING" && mail.isLeftBehind) {
    await endAttempt(ctx, id, "SENDING", { type: "unknown" });
    return true;
  }
  if (mail?.state === "SENDING" || (mail?.state === "QUEUED" && mail.isBlocked)) {
    await enqueueMails(ctx.jobs, ctx.db, [id], TURN_SECONDS);
    return true;
  }
  // A mail that is put off has a job for its time; this one is another.
  return mail?.state !== "QUEUED" || !mail.isDue;
}

/** Whether an earlier mail of the same booking is not done: a customer is not to read of a cancellation first. */
const isBlocked = sql<boolean>`EXISTS (
  SELECT FROM mails AS earlier WHERE earlier.booking_id = mails.booking_id AND earlier.state IN ('QUEUED', 'SENDING')
    AND (earlier.entry, earlier.id) < (mails.entry, mails.id))`;

/** Makes a queued mail this process's, with the token of its link. Undefined where it is not to be sent now. */
async function claim({ db }: MailContext, id: string, token: string): Promise<MailRow | undefined> {
  const { rows } = await sql<MailRow>`
    UPDATE mails SET state = 'SENDING', attempts = attempts + 1, token_hash = ${hashOf(token)},
      updated_at = clock_timestamp()
    WHERE id = ${id} AND state = 'QUEUED' AND NOT ${isBlocked}
    RETURNING id, booking_id, slot_id, kind, entry::text AS entry, attempts`.execute(db);
  return rows[0];
}

/** Notes the end of an attempt, and queues the next where there is to be one. */
async function endAttempt(
  ctx: MailContext,
  id: string,
  before: "QUEUED" | "SENDING",
  outcome: Outcome,
): Promise<void> {
  const problem = "problem" in outcome ? outcome.problem : null;
  const trouble = await ctx.db.transaction().execute(async (trx) => {
    const { rows } = await sql<MailRow>`
      SELECT id, booking_id, slot_id, kind, entry::text AS entry, attempts,
        created_at < clock_timestamp() - make_interval(hours => ${MAIL_MAX_HOURS}) AS "isTooOld"
      FROM mails WHERE id = ${id} AND state IN (${before}, 'UNKNOWN') FOR UPDATE`.execute(trx);
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
  { isTooOld }: MailRow,
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

async function setState({ db }: MailContext, id: string, before: MailState, state: MailState): Promise<void> {
  await db
    .updateTable("mails")
    .set({ state, updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .where("state", "=", before)
    .execute();
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
