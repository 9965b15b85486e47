import {
  type Booking,
  createClient,
  type ErrorCode,
  isHoldfastError,
  isHoldfastTransportError,
  type Resource,
  type RouterInputs,
  type RouterOutputs,
  type Slot,
} from "@holdfast/client";

/* Every line below @ts-expect-error must be refused by the compiler, every other one accepted. */

const client = createClient({ url: "http://localhost:4000", apiKey: "k", token: "t", headers: {}, fetch });

export async function wrongInputs(slotId: string) {
  const customer = { name: "Ada" };
  // @ts-expect-error a wrong type
  await client.bookings.create.mutate({ slotId: 1, customer });
  // @ts-expect-error a missing field
  await client.bookings.create.mutate({ slotId });
  // @ts-expect-error an unknown field
  await client.bookings.create.mutate({ slotId, customer, seat: "A1" });
  // @ts-expect-error an unknown kind
  await client.resources.list.query({ kind: "dentist" });
  // @ts-expect-error an unknown procedure
  await client.bookings.delete.mutate({ id: slotId });
  // @ts-expect-error an unknown noun
  await client.seats.list.query({});
  // @ts-expect-error a change is no query
  await client.bookings.create.query({ slotId, customer });
  // @ts-expect-error a hold takes what a booking takes
  await client.holds.start({ slotId });
  // @ts-expect-error what is no list has no items
  client.slots.get.all({ id: slotId });
  // @ts-expect-error an unknown filter
  client.slots.list.all({ genre: "Tragedy" });
  // @ts-expect-error an unknown option of a call
  await client.slots.list.query({}, { retries: 2 });
  // @ts-expect-error a timeout is a number of milliseconds
  await client.bookings.confirm.mutate({ id: slotId }, { timeout: "5 s" });
  // @ts-expect-error an unknown option
  createClient({ url: "http://localhost:4000", key: "k" });
}

export async function wrongOutputs(slotId: string) {
  const slot = await client.slots.get.query({ id: slotId });
  // @ts-expect-error times are strings
  const begin: Date = slot.startsAt;
  // @ts-expect-error an unknown field
  return [begin, slot.seats];
}

export function unknownCode(error: unknown) {
  if (isHoldfastTransportError(error) && error.failure === "aborted") return error.url;
  if (!isHoldfastError(error)) return undefined;
  // @ts-expect-error there is no such code
  if (error.code === "SOLD_OUT") return error.status.toFixed();
  const code: ErrorCode = error.code;
  const requestId: string = error.requestId;
  return [code, requestId, error.issues[0]?.path];
}

export const bookingOf = (booking: RouterOutputs["bookings"]["get"]): Booking => booking;
export const slotOf = (slot: RouterOutputs["slots"]["list"]["items"][number]): Slot => slot;
export const resourceOf = (resource: RouterOutputs["resources"]["update"]): Resource => resource;
export const input: RouterInputs["slots"]["list"] = { availableOnly: true };
