import { type CreateResourceInput, type ErrorCode, HoldfastError, type Slot } from "@holdfast/contract";
import { type ChangeQueues, confirmBooking, createBooking } from "../bookings/index.ts";
import type { HoldsContext } from "../holds/index.ts";
import { createResource, listResources } from "../resources/index.ts";
import type { Caller, ReleaseContext } from "../shared/index.ts";
import { listSlots } from "../slots/index.ts";
import { customerOf, DEMO_PREFIX } from "./data.ts";

/** The context of all that the demo makes. */
export type DemoContext = HoldsContext &
  ReleaseContext &
  Pick<Caller, "isOpenToAll"> & { changes: ChangeQueues };

/** Bookings that are made at a time: a small pool has connections left for others. */
const TOGETHER_MAX_BOOKINGS = 8;
/** Slots of a resource that are looked at for bookings. */
const BOOKED_MAX_SLOTS = 100;

/** A resource of the demo, made unless it is there. */
export async function makeResource(
  ctx: DemoContext,
  { name, ...input }: Omit<CreateResourceInput, "externalId">,
): Promise<{ id: string; externalId: string }> {
  const externalId = `${DEMO_PREFIX}${name}`;
  const { items } = await listResources(ctx, { externalId, archived: true, limit: 1 });
  const { id } = items[0] ?? (await createResource(ctx, { ...input, name, externalId }));
  return { id, externalId };
}

/** The slots of a resource of the demo, in their order by time. */
export async function slotsOf(ctx: DemoContext, resourceId: string): Promise<Slot[]> {
  const input = { resourceId, from: new Date(), availableOnly: false, limit: BOOKED_MAX_SLOTS };
  return (await listSlots(ctx, input)).items;
}

/** A booking of the demo. */
export interface DemoBooking {
  slotId: string;
  quantity: number;
  /** It is made once. */
  externalId: string;
  /** Which of the customers books it. */
  customer: number;
}

/** Makes and confirms the bookings that are not there yet, as far as there are places for them. */
export async function makeBookings(ctx: DemoContext, bookings: readonly DemoBooking[]): Promise<void> {
  for (let first = 0; first < bookings.length; first += TOGETHER_MAX_BOOKINGS) {
    await Promise.all(
      bookings.slice(first, first + TOGETHER_MAX_BOOKINGS).map((one) => makeBooking(ctx, one)),
    );
  }
}

async function makeBooking(ctx: DemoContext, { customer, ...booking }: DemoBooking): Promise<void> {
  const hold = await unlessRefused(
    createBooking(ctx, { ...booking, customer: customerOf(customer) }),
    "EXTERNAL_ID_TAKEN",
    "NO_SEAT",
    "NOT_BOOKABLE",
  );
  if (hold) await confirmBooking(ctx, { id: hold.id });
}

/** What a verb returns; undefined where it refuses with one of these codes. */
export async function unlessRefused<Result>(
  work: Promise<Result>,
  ...codes: ErrorCode[]
): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof HoldfastError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
