import { type Call, makeSlot, UNKNOWN_ID } from "./harness.ts";

/* What a server holds, so that requests made from the document find something. */

/** Ids that exist, by the word that paths and fields have for them. */
export type HeldIds = Record<string, string[]>;

/**
 * Makes one of everything, and for each capacity a doctor with a slot, which has a booking. The first slot
 * has a waitlist.
 */
export async function holdEverything(call: Call, capacities: [number, ...number[]]): Promise<HeldIds> {
  const made = async (path: string, body: object): Promise<string> =>
    (await call("POST", path, body)).body.id;
  const doctors: string[] = [];
  const slots: string[] = [];
  const bookings: string[] = [];
  for (const capacity of capacities) {
    const { doctorId, slotId } = await makeSlot(call, capacity);
    doctors.push(doctorId);
    slots.push(slotId);
    bookings.push(await made(`/api/slots/${slotId}/book`, { patient_name: "Ann" }));
  }
  const show = await made("/api/admin/shows", { name: "Hamlet" });
  await call("POST", `/api/admin/doctors/${doctors[0]}/calendar`, {});
  await call("POST", `/api/admin/shows/${show}/calendar`, {});
  const webhook = await makeWebhook(call);
  return {
    webhook: [webhook],
    delivery: [await made(`/api/admin/webhooks/${webhook}/ping`, {})],
    doctor: doctors,
    resource: doctors,
    slot: slots,
    booking: bookings,
    order: [
      (
        await call("POST", "/api/bookings", {
          patient_name: "Ann",
          lines: [{ slot_id: slots[2] ?? slots[0] }],
        })
      ).body.order_id,
    ],
    show: [show],
    absence: [
      await made(`/api/admin/shows/${show}/absences`, {
        from: "2032-06-01T00:00:00Z",
        until: "2032-06-02T00:00:00Z",
      }),
    ],
    key: [await made("/api/admin/keys", { name: "k", role: "desk" })],
    waitlist: [
      await made(`/api/slots/${slots[0]}/waitlist`, { patient_name: "Ann", quantity: capacities[0] }),
    ],
    schedule: [
      await made(`/api/admin/doctors/${doctors[0]}/schedules`, {
        rrule: "FREQ=DAILY",
        time_zone: "Europe/Berlin",
        starts_on: "2031-01-01",
        opens_at: "09:00",
        closes_at: "10:00",
        slot_minutes: 60,
        capacity: 3,
      }),
    ],
  };
}

const WEBHOOKS_MAX_HELD = 40;

/** Makes a webhook, and room for it where there are many: a server has 50 at most. */
async function makeWebhook(call: Call): Promise<string> {
  const path = "/api/admin/webhooks";
  const { body: held } = await call("GET", `${path}?limit=500`);
  const old = held.length > WEBHOOKS_MAX_HELD ? held : [];
  for (const { id } of old) await call("DELETE", `${path}/${id}`);
  return (await call("POST", path, { url: "https://example.org/hook", topics: ["*"] })).body.id;
}

/** `#slot7#` stands for the id of a slot that exists. */
export const withIds = (text: string, ids: HeldIds): string =>
  text.replaceAll(/#([a-z]+)(\d+)#/g, (_, word: string, index: string) => {
    const known = ids[word] ?? [];
    return known[Number(index) % known.length] ?? UNKNOWN_ID;
  });
