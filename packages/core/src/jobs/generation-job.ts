import { id } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";
import { fromKysely } from "pg-boss";
import { z } from "zod";
import type { Jobs } from "../shared/index.ts";
import { GENERATE_SLOTS } from "./queues.ts";

/** The payload of a job of GENERATE_SLOTS: the schedule, or nothing, for all of them. */
export const generateSlotsPayload = z.object({ scheduleId: id.optional() }).nullish();

/** Puts the job that makes a schedule's slots into the queue, inside the transaction that changes the schedule. */
export async function enqueueGeneration(
  jobs: Jobs,
  trx: Transaction<Database>,
  scheduleId: string,
): Promise<void> {
  await jobs.insert(GENERATE_SLOTS, [{ data: { scheduleId } }], { db: fromKysely(trx) });
}
