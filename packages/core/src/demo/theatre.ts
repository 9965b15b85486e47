/// <reference lib="esnext.temporal" />
import { createSlots } from "../slots/index.ts";
import { joinWaitlist, listWaitlist } from "../waitlist/index.ts";
import { customerOf, type DemoShow, PARTIES, SHOWS, WAITING_ENTRIES } from "./data.ts";
import {
  type DemoBooking,
  type DemoContext,
  makeBookings,
  makeResource,
  slotsOf,
  unlessRefused,
} from "./make.ts";

/** Makes the theatre: shows with their evenings, bookings, and a waitlist for the evening that is sold out. */
export async function makeTheatre(ctx: DemoContext, timeZone: string): Promise<void> {
  for (const show of SHOWS) {
    const { name, specialization } = show;
    const { id, externalId } = await makeResource(ctx, { kind: "show", name, specialization, timeZone });
    const input = { resourceId: id, slots: eveningsOf(show, externalId, timeZone) };
    await unlessRefused(createSlots(ctx, input), "EXTERNAL_ID_TAKEN");
    const slots = await slotsOf(ctx, id);
    for (const [evening, taken] of show.taken.entries()) {
      const slot = slots.find((one) => one.externalId === `${externalId}:${evening}`);
      if (!slot) continue;
      await makeBookings(ctx, partiesOf(slot.id, taken, `${externalId}:${evening}`));
      if (taken === show.capacity) await makeWaitlist(ctx, slot.id);
    }
  }
}

function eveningsOf({ days, startsAt, minutes, capacity }: DemoShow, externalId: string, timeZone: string) {
  const today = Temporal.Now.plainDateISO(timeZone);
  return days.map((offset, evening) => {
    const start = today.add({ days: offset }).toZonedDateTime({ timeZone, plainTime: startsAt });
    const startsOn = new Date(start.epochMilliseconds);
    const endsAt = new Date(start.add({ minutes }).epochMilliseconds);
    return { startsAt: startsOn, endsAt, capacity, externalId: `${externalId}:${evening}` };
  });
}

/** The bookings that take so many places of a slot together. */
function partiesOf(slotId: string, taken: number, prefix: string): DemoBooking[] {
  const bookings: DemoBooking[] = [];
  for (let left = taken; left > 0; ) {
    const number = bookings.length;
    const quantity = Math.min(left, PARTIES[number % PARTIES.length] ?? 1);
    bookings.push({ slotId, quantity, externalId: `${prefix}:${number}`, customer: taken + number });
    left -= quantity;
  }
  return bookings;
}

/** Makes the entries that wait for places of a slot, unless somebody waits. */
async function makeWaitlist(ctx: DemoContext, slotId: string): Promise<void> {
  const { items } = await listWaitlist(ctx, { slotId, limit: 1 });
  if (items.length > 0) return;
  for (let number = 0; number < WAITING_ENTRIES; number += 1) {
    const input = { slotId, quantity: 1, customer: customerOf(60 + number) };
    await unlessRefused(joinWaitlist(ctx, input), "SLOT_NOT_FULL", "NOT_BOOKABLE");
  }
}
