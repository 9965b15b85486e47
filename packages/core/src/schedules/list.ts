import { id, type ListSchedulesInput, type ResourceKind, type SchedulePage } from "@holdfast/contract";
import { z } from "zod";
import { getResource } from "../resources/index.ts";
import { type DbContext, decodeCursor, toPage } from "../shared/index.ts";
import { selectSchedules, toSchedule } from "./schedule.ts";

const positionSchema = z.tuple([id]);

/**
 * Schedules in the order of their making.
 * @param input.kind the kind the resource must have, where the caller's path names one: then it must exist
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listSchedules(
  { db }: DbContext,
  input: ListSchedulesInput & { kind?: ResourceKind },
): Promise<SchedulePage> {
  if (input.kind && input.resourceId) await getResource({ db }, { id: input.resourceId, kind: input.kind });
  let query = selectSchedules(db)
    .orderBy("id")
    .limit(input.limit + 1);
  if (input.resourceId) query = query.where("resource_id", "=", input.resourceId);
  if (input.cursor) query = query.where("id", ">", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toSchedule, (row) => [row.id]);
}
