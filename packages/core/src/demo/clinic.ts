/// <reference lib="esnext.temporal" />
import { createSchedule, generateSlots, listSchedules } from "../schedules/index.ts";
import { type DemoDoctor, DOCTORS, isTakenAt } from "./data.ts";
import { type DemoContext, makeBookings, makeResource, slotsOf } from "./make.ts";

const HORIZON_DAYS = 14;
/** Customers book until an hour before the start, and cancel until a day before. */
const [LEAD_MINUTES, CANCEL_UNTIL_HOURS] = [60, 24];

/** Makes the clinic: doctors with schedules, and bookings. */
export async function makeClinic(ctx: DemoContext, timeZone: string): Promise<void> {
  for (const [index, doctor] of DOCTORS.entries()) {
    const { name, specialization } = doctor;
    const { id, externalId } = await makeResource(ctx, { kind: "doctor", name, specialization, timeZone });
    await makeSchedule(ctx, id, doctor, timeZone);
    const slots = await slotsOf(ctx, id);
    const bookings = slots.map(({ id: slotId }, number) => ({
      slotId,
      quantity: 1,
      externalId: `${externalId}:${number}`,
      customer: index * 25 + number,
    }));
    await makeBookings(
      ctx,
      bookings.filter((_, number) => isTakenAt(number)),
    );
  }
}

/** Makes a doctor's schedule with its slots, unless the doctor has one. */
async function makeSchedule(
  ctx: DemoContext,
  resourceId: string,
  { days, opensAt, closesAt, slotMinutes }: DemoDoctor,
  timeZone: string,
): Promise<void> {
  const { items } = await listSchedules(ctx, { resourceId, limit: 1 });
  const { id } =
    items[0] ??
    (await createSchedule(ctx, {
      resourceId,
      rrule: `FREQ=WEEKLY;BYDAY=${days}`,
      timeZone,
      startsOn: Temporal.Now.plainDateISO(timeZone).toString(),
      opensAt,
      closesAt,
      slotMinutes,
      gapMinutes: 0,
      capacity: 1,
      leadMinutes: LEAD_MINUTES,
      cancelUntil: CANCEL_UNTIL_HOURS,
      horizonDays: HORIZON_DAYS,
      exceptions: [],
    }));
  await generateSlots(ctx, { id });
}
