import { id } from "@holdfast/contract";
import { fromKysely, type JobInsert } from "pg-boss";
import { z } from "zod";
import type { Db, Jobs } from "../shared/index.ts";
import { REMIND, SEND_MAIL } from "./queues.ts";

/** The payload of a job of SEND_MAIL. It names no customer. */
export const mailPayload = z.object({ mailId: id });

/** The payload of a job of REMIND: a booking, and the entry of the audit that gave it its time. */
export const reminderPayload = z.object({ bookingId: id, entry: z.string() });

/** Jobs that one statement inserts. */
const INSERT_MAX_JOBS = 1_000;

/**
 * Puts the jobs of mails into the queue; inside a transaction, they commit with that.
 * @param afterSeconds when they begin
 */
export function enqueueMails(
  jobs: Jobs,
  db: Db,
  mailIds: readonly string[],
  afterSeconds = 0,
): Promise<void> {
  const startAfter = afterSeconds > 0 ? { startAfter: Math.ceil(afterSeconds) } : {};
  return insert(
    jobs,
    db,
    SEND_MAIL,
    mailIds.map((mailId) => ({ data: { mailId }, ...startAfter })),
  );
}

/** Puts the jobs of reminders into the queue, each for its time. */
export function enqueueReminders(
  jobs: Jobs,
  db: Db,
  reminders: readonly { bookingId: string; entry: string; dueAt: Date }[],
): Promise<void> {
  return insert(
    jobs,
    db,
    REMIND,
    reminders.map(({ dueAt, ...data }) => ({ data, startAfter: dueAt.toISOString() })),
  );
}

async function insert(jobs: Jobs, db: Db, queue: string, inserted: JobInsert[]): Promise<void> {
  for (let begin = 0; begin < inserted.length; begin += INSERT_MAX_JOBS) {
    await jobs.insert(queue, inserted.slice(begin, begin + INSERT_MAX_JOBS), { db: fromKysely(db) });
  }
}
