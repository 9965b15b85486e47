import type { ListSchedulesInput, ResourceKind, SchedulePage } from "@holdfast/contract";
import { getResource } from "../resources/index.ts";
import { type DbContext, readPage } from "../shared/index.ts";
import { selectSchedules, toSchedule } from "./schedule.ts";

/**
 * Lists schedules in the order of their creation.
 * @param input.kind the kind the resource must have, where the caller's path names one; the resource must then exist
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listSchedules(
  { db }: DbContext,
  input: ListSchedulesInput & { kind?: ResourceKind },
): Promise<SchedulePage> {
  if (input.kind && input.resourceId) await getResource({ db }, { id: input.resourceId, kind: input.kind });
  const schedules = selectSchedules(db);
  const { resourceId } = input;
  const wanted = resourceId ? schedules.where("resource_id", "=", resourceId) : schedules;
  return readPage(wanted, "id", input, toSchedule);
}
