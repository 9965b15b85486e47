import { type Attendance, bookingReference, createClient, type Order, type Scan } from "@holdfast/client";

/* Uses every procedure, as an app of somebody else would. Only type-checked. */

const client = createClient({ url: "http://localhost:4000" });

export async function useAll() {
  const resource = await client.resources.create.mutate({ kind: "show", name: "Hamlet" });
  const resources = await client.resources.list.query({ kind: "doctor", limit: 10 });
  const sameResource = await client.resources.get.query({ id: resource.id });
  const updatedResource = await client.resources.update.mutate({ id: resource.id, specialization: null });
  const slot = await client.slots.create.mutate({
    resourceId: updatedResource.id,
    startsAt: "2031-05-12T19:00:00+02:00",
    endsAt: "2031-05-12T22:00:00+02:00",
    capacity: 3,
  });
  const made = await client.slots.createMany.mutate({
    resourceId: resource.id,
    slots: [{ startsAt: slot.startsAt, endsAt: slot.endsAt, capacity: 3 }],
  });
  const slots = await client.slots.list.query({ resourceId: sameResource.id, availableOnly: true });
  const sameSlot = await client.slots.get.query({ id: slot.id });
  const updatedSlot = await client.slots.update.mutate({
    id: sameSlot.id,
    capacity: 4,
    closed: false,
    ifMatch: sameSlot.updatedAt,
  });
  const schedule = await client.schedules.create.mutate({
    resourceId: resource.id,
    rrule: "FREQ=WEEKLY;BYDAY=MO",
    timeZone: "Europe/Berlin",
    startsOn: "2031-05-12",
    opensAt: "09:00",
    closesAt: "12:00",
    slotMinutes: 30,
    capacity: 1,
  });
  const sameSchedule = await client.schedules.get.query({ id: schedule.id });
  const schedules = await client.schedules.list.query({ resourceId: sameSchedule.resourceId });
  const updatedSchedule = await client.schedules.update.mutate({
    id: schedule.id,
    exceptions: ["2031-05-19"],
  });
  const withDay = await client.schedules.addException.mutate({
    id: schedule.id,
    day: "2031-05-26",
    ifMatch: updatedSchedule.updatedAt,
  });
  await client.schedules.removeException.mutate({ id: withDay.id, day: "2031-05-26" });
  const withHolidays = await client.schedules.importHolidays.mutate({
    id: withDay.id,
    file: "be",
    calendar: "BEGIN:VCALENDAR",
  });
  const closedSlots: number = withHolidays.bookedSlots.length;
  await client.schedules.removeHolidays.mutate({ id: withDay.id, file: "be" });
  const generated = await client.schedules.generate.mutate({ id: updatedSchedule.id });
  const deleted = await client.schedules.delete.mutate({ id: schedule.id });
  const slotsMade: number = generated.slotsCreated + deleted.slotsKept + schedules.items.length + closedSlots;
  const booking = await client.bookings.create.mutate({ slotId: updatedSlot.id, customer: { name: "Ada" } });
  const { token } = booking;
  const sameBooking = await client.bookings.get.query({
    id: booking.id,
    token,
    expand: ["slot", "resource"],
  });
  const startsAt: (string | undefined)[] = [sameBooking.slot?.startsAt, sameBooking.resource?.name];
  const confirmed = await client.bookings.confirm.mutate({ id: sameBooking.id, token });
  const cancelled = await client.bookings.cancel.mutate({ id: confirmed.id });
  const checkedIn = await client.bookings.checkIn.mutate({ id: confirmed.id });
  const checkedOut = await client.bookings.checkOut.mutate({ id: checkedIn.id, persons: 1 });
  const attendance: Attendance = await client.slots.attendance.query({ id: checkedOut.slotId });
  const inside = await client.slots.inside.query({ id: attendance.slotId });
  const door = await client.slots.doorList.query({ id: attendance.slotId, limit: 500 });
  const merged = await client.slots.mergeScans.mutate({
    id: attendance.slotId,
    scans: door.items.map(({ code }) => ({
      scanId: crypto.randomUUID(),
      code,
      scannedAt: "2031-05-12T09:00:00Z",
    })),
  });
  const scans = await client.slots.scans.query({ id: attendance.slotId, conflicts: true });
  const outcomes: Scan["outcome"][] = [...merged.items, ...scans.items].map(({ outcome }) => outcome);
  const noShow = await client.bookings.markNoShow.mutate({ id: confirmed.id });
  const cameAt: string | null = checkedIn.checkedInAt ?? noShow.noShowAt;
  const bookings = await client.bookings.list.query({ slotId: slot.id, status: cancelled.status });
  const ofDay = await client.bookings.list.query({
    resourceId: resource.id,
    from: "2031-05-12T00:00:00+02:00",
    to: "2031-05-13T00:00:00+02:00",
    contact: "ada@example.org",
  });
  const { erased, kept } = await client.customers.erase.mutate({ contact: "ada@example.org" });
  const entry = await client.waitlist.join.mutate({ slotId: slot.id, customer: { name: "Ada" } });
  const waiting = await client.waitlist.list.query({ slotId: entry.slotId });
  const left = await client.waitlist.leave.mutate({ id: entry.id, token: entry.token });
  const sameEntry = await client.waitlist.get.query({ id: left.id });
  const position: number | null = sameEntry.position ?? waiting.items.length;
  const changes = await client.audit.list.query({ bookingId: booking.id });
  const events = await client.events.list.query({ limit: 10 }, { timeout: 5_000, maxRetries: 0 });
  const preview = await client.schedules.preview.query({
    resourceId: resource.id,
    rrule: "FREQ=DAILY",
    timeZone: "Europe/Berlin",
    startsOn: "2031-05-12",
    opensAt: "09:00",
    closesAt: "12:00",
    slotMinutes: 30,
    capacity: 1,
    from: "2031-05-12T00:00:00Z",
    to: "2031-06-12T00:00:00Z",
  });
  const { changes: counts, mails } = await client.overview.get.query({
    from: "2031-05-12T00:00:00Z",
    to: "2031-06-12T00:00:00Z",
    by: "day",
  });
  const found = await client.bookings.list.query({ q: bookingReference(booking.id) });
  const shown = [preview.items[0]?.localStart, counts[0]?.placed, mails.oldest, found.items.length];
  const key = await client.keys.create.mutate({ name: "Front desk", role: "desk" });
  const keys = await client.keys.list.query({ limit: 10 });
  const revoked = await client.keys.revoke.mutate({ id: key.id });
  const ends: (string | null | undefined)[] = [keys.items[0]?.expiresAt, revoked.revokedAt, key.key];
  const told = [changes.items[0]?.action, events.items[0]?.type];
  const names: string[] = [];
  for await (const each of client.resources.list.all({ kind: "show" })) names.push(each.name);
  for await (const { type } of client.events.list.all({ limit: 500 }, { maxRetries: 0 })) names.push(type);
  const hold = await client.holds.start({ slotId: slot.id, quantity: 2, customer: { name: "Ada" } });
  const longer = await hold.extend({ timeout: 5_000 });
  const seconds: number = booking.expiresInSeconds + hold.secondsLeft + Date.parse(longer.expiresAt);
  const ordered = await client.bookings.createMany.mutate({
    lines: [{ slotId: slot.id, quantity: 2 }],
    customer: { name: "Ada" },
  });
  const order: Order = await client.orders.get.query({ id: ordered.orderId, token: ordered.token });
  const orders = [
    await client.orders.extend.mutate({ id: order.id }),
    await client.orders.confirm.mutate({ id: order.id, reacquire: true }),
    await client.orders.cancel.mutate({ id: order.id }),
  ];
  const byTrpc = await client.trpc.slots.get.query({ id: slot.id });
  const deletedSlot = await client.slots.delete.mutate({ id: slot.id });
  return [
    startsAt,
    made.items[0]?.id,
    deletedSlot.id,
    byTrpc.available,
    cameAt,
    inside.items[0]?.customerName,
    outcomes,
    told,
    ends,
    position,
    shown,
    ofDay.items,
    erased + kept,
    seconds,
    slotsMade,
    resources.items[0]?.name,
    names,
    slots.items[0]?.available,
    bookings.nextCursor,
    orders.map(({ status }) => status),
  ] as const;
}
