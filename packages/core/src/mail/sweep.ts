import { sql } from "kysely";
import { enqueueMails } from "../jobs/index.ts";
import type { DbContext } from "../shared/index.ts";
import type { MailContext } from "./settings.ts";
import { MAIL_DIALOGUE_MAX_MILLISECONDS } from "./smtp.ts";

/** Mails of slots that ended so long ago are deleted: until then their links work. */
export const MAILS_KEPT_DAYS = 30;
const DELETE_MAX_MAILS = 5_000;

/** Deletes the rows of old mails, a bounded number in each statement. Safe to repeat. */
export async function deleteOldMails({ db }: DbContext): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM mails WHERE id IN (
        SELECT mails.id FROM mails JOIN slots ON slots.id = mails.slot_id
        WHERE mails.created_at < clock_timestamp() - make_interval(days => ${MAILS_KEPT_DAYS})
          AND slots.ends_at < clock_timestamp() - make_interval(days => ${MAILS_KEPT_DAYS})
        ORDER BY mails.created_at LIMIT ${DELETE_MAX_MAILS} FOR UPDATE OF mails SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < DELETE_MAX_MAILS) return;
  }
}

/** A mail that is due for so long has lost its job, with the process that had fetched it. */
const OVERDUE_SECONDS = (3 * MAIL_DIALOGUE_MAX_MILLISECONDS) / 1_000;
const REQUEUE_MAX_MAILS = 500;

/**
 * Queues mails again whose process has died. What it has left in the dialogue becomes UNKNOWN then, and the others are sent. A job
 * too many does no harm.
 */
export async function requeueMails({ db, jobs }: MailContext): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE mails SET due_at = clock_timestamp() WHERE id IN (
        SELECT id FROM mails WHERE state IN ('QUEUED', 'SENDING')
          AND due_at < clock_timestamp() - make_interval(secs => ${OVERDUE_SECONDS})
        ORDER BY due_at LIMIT ${REQUEUE_MAX_MAILS} FOR UPDATE SKIP LOCKED
      ) RETURNING id`.execute(trx);
    await enqueueMails(
      jobs,
      trx,
      rows.map(({ id }) => id),
    );
  });
}
