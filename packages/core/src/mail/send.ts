import { sql } from "kysely";
import { readToldBooking, type ToldBooking } from "../calendars/index.ts";
import { mailPayload } from "../jobs/index.ts";
import { randomText } from "../shared/index.ts";
import { isAddress } from "./address.ts";
import { claim, endAttempt, type MailRow, readTurn, skip, waitForTurn } from "./attempts.ts";
import { Connection } from "./connection.ts";
import { composeMail } from "./message.ts";
import type { MailContext } from "./settings.ts";
import { type Outcome, type SmtpSession, unreached } from "./smtp.ts";

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

async function sendMail(ctx: MailContext, connection: Connection, id: string): Promise<void> {
  const turn = await readTurn(ctx, id);
  if (turn.type === "wait") return waitForTurn(ctx, id, turn);
  if (turn.type === "abandon") return endAttempt(ctx, id, "SENDING", { type: "unknown" });
  if (turn.type === "nothing") return;
  let session: SmtpSession;
  try {
    session = await connection.session();
  } catch (error) {
    return endAttempt(ctx, id, "QUEUED", unreached(error));
  }
  const token = randomText();
  const row = await claim(ctx, id, token);
  if (!row) return;
  // Read after the claim: whoever was erased by then is left alone.
  const booking = await readToldBooking(ctx.db, row.booking_id, row.slot_id);
  if (!booking || !isToldStill(row, booking)) return skip(ctx, id);
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
  if (!isAddress(booking.customerContact) || booking.isOver) return false;
  if (kind === "promoted") return booking.status === "PENDING";
  if (kind === "reminder") return booking.status === "CONFIRMED" && booking.entry === entry;
  return true;
}
