import type { Hold, HoldfastError } from "@holdfast/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  expireHolds,
  getBooking,
  getSlot,
  updateSlot,
} from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, outcomes, passTime, place, request } from "./harness.ts";

/* Random histories of booking, confirming, cancelling, closing and time passing, against a model that is
   a few lines of plain arithmetic. The worker may run at any point, or never: nothing may change.
   Time passes in large steps, so that the real time which the test takes never decides anything. */

interface ModelBooking {
  id: string;
  quantity: number;
  status: "PENDING" | "CONFIRMED" | "CANCELLED";
  expiresAt: number;
}

/** What should be true, without a database. */
class Model {
  now = 0;
  closed = false;
  readonly bookings: ModelBooking[] = [];
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  isLive = (booking: ModelBooking) => booking.status === "PENDING" && booking.expiresAt > this.now;

  status = (booking: ModelBooking) =>
    booking.status === "PENDING" && !this.isLive(booking) ? "FAILED" : booking.status;

  booked(): number {
    const counted = this.bookings.filter((booking) => booking.status === "CONFIRMED" || this.isLive(booking));
    return counted.reduce((places, { quantity }) => places + quantity, 0);
  }
}

let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("book" as const, "queue" as const),
      quantities: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("confirm" as const, "cancel" as const), which: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.constantFrom(HOLD_SECONDS / 3, HOLD_SECONDS / 2, HOLD_SECONDS),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "expire" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), closed: fc.boolean() }) },
);

test("every history ends as the model says", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.array(command, { minLength: 1, maxLength: 25 }),
      async (capacity, commands) => {
        const model = new Model(capacity);
        const { id: slotId } = await makeSlot(ctx, capacity);
        for (const step of commands) await run(model, slotId, step);
        const slot = await getSlot(ctx, { id: slotId });
        expect({ booked: slot.booked, available: slot.available }).toEqual({
          booked: model.booked(),
          available: capacity - model.booked(),
        });
        for (const booking of model.bookings) {
          expect((await getBooking(ctx, booking)).status).toBe(model.status(booking));
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(await brokenInvariants(ctx)).toEqual([]);
});

type Command = typeof command extends fc.Arbitrary<infer Step> ? Step : never;

async function run(model: Model, slotId: string, step: Command): Promise<void> {
  if (step.do === "expire") return expireHolds(ctx);
  if (step.do === "close") {
    model.closed = step.closed;
    await updateSlot(ctx, { id: slotId, closed: step.closed });
    return;
  }
  if (step.do === "wait") {
    model.now += step.seconds;
    return passTime(ctx.db, step.seconds);
  }
  if ("quantities" in step) {
    return book(model, slotId, step.quantities, step.do === "book" ? place : placeThroughQueue);
  }
  const booking = model.bookings[step.which % Math.max(1, model.bookings.length)];
  if (booking) await settle(model, booking, step.do);
}

/** The way that visitors take: each asks alone, and the queue puts them together. */
const placeThroughQueue: typeof place = ({ holds }, ...requests) =>
  Promise.all(
    requests.map(([slotId, quantity]) =>
      holds.place(request(slotId, quantity)).catch((refusal: HoldfastError) => refusal),
    ),
  );

async function book(
  model: Model,
  slotId: string,
  quantities: number[],
  placeAll: typeof place,
): Promise<void> {
  const answers = await placeAll(ctx, ...quantities.map((quantity): [string, number] => [slotId, quantity]));
  const expected = quantities.map((quantity, index) => {
    if (model.closed) return "NOT_BOOKABLE";
    if (model.booked() + quantity > model.capacity) return "NO_SEAT";
    const { id } = answers[index] as Hold;
    model.bookings.push({ id, quantity, status: "PENDING", expiresAt: model.now + HOLD_SECONDS });
    return quantity;
  });
  expect(outcomes(answers)).toEqual(expected);
}

async function settle(model: Model, booking: ModelBooking, verb: "confirm" | "cancel"): Promise<void> {
  const wanted = verb === "confirm" ? "CONFIRMED" : "CANCELLED";
  const call = verb === "confirm" ? confirmBooking(ctx, booking) : cancelBooking(ctx, booking);
  const status = model.status(booking);
  const allowed = status === wanted || status === "PENDING" || (verb === "cancel" && status === "CONFIRMED");
  if (allowed) {
    booking.status = wanted;
    expect((await call).status).toBe(wanted);
  } else {
    const code = status === "FAILED" ? "HOLD_EXPIRED" : "BOOKING_NOT_PENDING";
    await expect(call).rejects.toMatchObject({ code });
  }
}
