import { HoldfastError } from "@holdfast/contract";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdRequest } from "../src/holds/request.ts";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  confirmOrReacquireBooking,
  createBookings,
  createSlot,
  expireHolds,
  getBooking,
  getSlot,
  getWaitlistEntry,
  joinWaitlist,
  leaveWaitlist,
  placeHolds,
  rescheduleBooking,
  updateBooking,
  updateSlot,
} from "../src/index.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  makeSlot,
  passTime,
  type TestContext,
  transact,
  WAITLIST_HOLD_SECONDS,
} from "./harness.ts";
import { as, DESK } from "./history-harness.ts";

/* Random histories of two slots with limits per contact, against a model; and the same commands all at once, where the
   invariants say whether a limit was kept. */

let ctx: TestContext;
let staff: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = as(ctx, DESK);
});

afterAll(() => ctx.close());

const CONTACTS = ["ann@example.org", "ANN@example.org", "bea@example.org"] as const;
type Contact = (typeof CONTACTS)[number];

const slot = fc.nat({ max: 1 });
const which = fc.nat();
const contact = fc.constantFrom(...CONTACTS);
const quantity = fc.integer({ min: 1, max: 4 });
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 5 });
const how = fc.constantFrom("list" as const, "queue" as const, "order" as const);
const isStaff = fc.integer({ min: 0, max: 2 }).map((number) => number === 0);
const is = <const Name extends string>(name: Name) => ({ do: fc.constant(name) });
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...is("book"),
      how,
      slot,
      contact,
      isStaff,
      quantities: fc.array(quantity, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ ...is("confirm"), which }) },
  { weight: 2, arbitrary: fc.record({ ...is("confirm late"), which }) },
  { weight: 3, arbitrary: fc.record({ ...is("cancel"), which }) },
  { weight: 2, arbitrary: fc.record({ ...is("move"), which, slot, isStaff }) },
  { weight: 2, arbitrary: fc.record({ ...is("change"), which, quantity, isStaff }) },
  { weight: 2, arbitrary: fc.record({ ...is("give"), which, contact, isStaff }) },
  {
    weight: 6,
    arbitrary: fc.record({ ...is("join"), slot, contact, quantity: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ ...is("leave"), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ ...is("wait"), seconds: fc.constantFrom(HOLD_SECONDS / 2, HOLD_SECONDS) }),
  },
  { weight: 1, arbitrary: fc.record({ ...is("expire") }) },
  { weight: 2, arbitrary: fc.record({ ...is("limit"), slot, limit }) },
);
type Command = typeof command extends fc.Arbitrary<infer Step> ? Step : never;
type Of<Name extends Command["do"]> = Extract<Command, { do: Name }>;

interface ModelBooking {
  id: string;
  slot: number;
  contact: string;
  quantity: number;
  status: "PENDING" | "CONFIRMED" | "CANCELLED";
  expiresAt: number;
  /** Whether a late confirmation was refused: then every later one is. */
  isLost: boolean;
}

interface ModelEntry {
  id: string;
  slot: number;
  contact: string;
  quantity: number;
  status: "WAITING" | "PROMOTED" | "LEFT";
  /** Of a promoted one, the place of its booking in the list; the id comes from the database. */
  booking?: number;
}

interface State {
  now: number;
  limits: (number | null)[];
  bookings: ModelBooking[];
  entries: ModelEntry[];
}

const sum = (all: readonly { quantity: number }[]) => all.reduce((places, one) => places + one.quantity, 0);
const keyOf = (text: string) => text.toLowerCase();

class Model {
  state: State;
  readonly capacities: readonly number[];

  constructor(capacities: readonly number[], limits: readonly (number | null)[]) {
    this.capacities = capacities;
    this.state = { now: 0, limits: [...limits], bookings: [], entries: [] };
  }

  statusOf = ({ status, expiresAt }: ModelBooking) =>
    status === "PENDING" && expiresAt <= this.state.now ? "FAILED" : status;

  isCounted = (booking: ModelBooking) => ["PENDING", "CONFIRMED"].includes(this.statusOf(booking));

  on = (index: number) => this.state.bookings.filter((one) => one.slot === index && this.isCounted(one));
  waiting = (index: number) =>
    this.state.entries.filter((one) => one.slot === index && one.status === "WAITING");

  free = (index: number) => (this.capacities[index] ?? 0) - sum(this.on(index));

  hadBy = (index: number, who: string) => sum(this.on(index).filter((one) => one.contact === keyOf(who)));
  shareOf = (index: number, who: string) =>
    this.hadBy(index, who) + sum(this.waiting(index).filter((one) => one.contact === keyOf(who)));

  isOver(index: number, places: number): boolean {
    const most = this.state.limits[index] ?? null;
    return most !== null && places > most;
  }

  refusal(index: number, who: string, places: number, byStaff = false): string | undefined {
    if (places > this.free(index)) return "NO_SEAT";
    return !byStaff && this.isOver(index, this.shareOf(index, who) + places) ? "CONTACT_LIMIT" : undefined;
  }

  add(id: string, index: number, who: string, places: number, seconds = HOLD_SECONDS): number {
    const expiresAt = this.state.now + seconds;
    const of = { slot: index, contact: keyOf(who), quantity: places, status: "PENDING" as const };
    return this.state.bookings.push({ id, ...of, expiresAt, isLost: false }) - 1;
  }

  /** Ends what can never be promoted, and at its turn what would be too much for its contact; promotes the rest that fits. */
  promote(...slots: number[]): void {
    for (const index of new Set(slots)) {
      for (const entry of this.waiting(index)) if (this.isOver(index, entry.quantity)) entry.status = "LEFT";
      while (this.#endOver(index));
      for (const entry of this.#fitting(index)) {
        entry.status = "PROMOTED";
        entry.booking = this.add("", index, entry.contact, entry.quantity, WAITLIST_HOLD_SECONDS);
      }
    }
  }

  #fitting(index: number): ModelEntry[] {
    let free = this.free(index);
    return this.waiting(index).filter((entry) => {
      if (entry.quantity > free) return false;
      free -= entry.quantity;
      return true;
    });
  }

  #endOver(index: number): boolean {
    const given = new Map<string, number>();
    const refused = this.#fitting(index).filter(({ contact: who, quantity: places }) => {
      const had = given.get(who) ?? this.hadBy(index, who);
      if (this.isOver(index, had + places)) return true;
      given.set(who, had + places);
      return false;
    });
    if (refused.length === 0) return false;
    const all = this.waiting(index).filter((one) =>
      this.isOver(index, this.hadBy(index, one.contact) + one.quantity),
    );
    for (const entry of [...refused, ...all]) entry.status = "LEFT";
    return true;
  }

  /** Runs what may be refused: then all is as it was before. */
  attempt(run: () => string | undefined): string {
    const before = structuredClone(this.state);
    const code = run();
    if (code !== undefined) this.state = before;
    return code ?? "ok";
  }
}

interface World {
  slotIds: readonly string[];
  ids: readonly string[];
  entryIds: readonly string[];
}

const nameOf = (text: Contact) => ({ name: "Somebody", contact: text });
const pick = <Item>(all: readonly Item[], index: number): Item | undefined =>
  all[index % Math.max(1, all.length)];

/** Places holds in one of three ways; returns their ids, or the codes of refusals. */
async function book({ slotIds }: World, step: Of<"book">): Promise<string[]> {
  const by = step.isStaff ? staff : ctx;
  const slotId = slotIds[step.slot] ?? "";
  const customer = nameOf(step.contact);
  if (step.how === "order") {
    const lines = step.quantities.map((places) => ({ slotId, quantity: places }));
    const code = (error: HoldfastError) => [error.code];
    return createBookings(by, { lines, customer }).then(({ items }) => items.map(({ id }) => id), code);
  }
  const requests = step.quantities.map((places) =>
    holdRequest({ slotId, quantity: places, customer }, by.actor),
  );
  const results =
    step.how === "list"
      ? await transact(ctx, (within) => placeHolds(within, requests))
      : await Promise.all(requests.map((one) => by.holds.place(one).catch((error: HoldfastError) => error)));
  return results.map((result) =>
    result instanceof HoldfastError ? result.code : (result as { id: string }).id,
  );
}

const join = ({ slotIds }: World, step: Of<"join">) =>
  joinWaitlist(ctx, {
    slotId: slotIds[step.slot] ?? "",
    quantity: step.quantity,
    customer: nameOf(step.contact),
  });

/** Runs any other command, as far as there is something to run it on. */
async function call(world: World, step: Exclude<Command, Of<"book" | "join" | "wait">>): Promise<unknown> {
  const slotIdOf = (index: number) => world.slotIds[index] ?? "";
  if (step.do === "expire") return expireHolds(ctx);
  if (step.do === "limit") return updateSlot(staff, { id: slotIdOf(step.slot), maxPerContact: step.limit });
  if (step.do === "leave") return leaveWaitlist(ctx, { id: pick(world.entryIds, step.which) ?? "" });
  const id = pick(world.ids, step.which) ?? "";
  const by = "isStaff" in step && step.isStaff ? staff : ctx;
  if (step.do === "move") return rescheduleBooking(by, { id, slotId: slotIdOf(step.slot) });
  if (step.do === "change") return changeQuantity(by, { id, quantity: step.quantity });
  if (step.do === "give") return updateBooking(by, { id, customerContact: step.contact });
  if (step.do === "cancel") return cancelBooking(ctx, { id });
  return confirmOrReacquireBooking(ctx, { id, reacquire: step.do === "confirm late" });
}

const UNCHANGEABLE: Readonly<Record<string, string>> = {
  FAILED: "HOLD_EXPIRED",
  CANCELLED: "BOOKING_NOT_PENDING",
};

/** What becomes of a booking by a command. */
function expected(
  model: Model,
  step: Of<"move" | "change" | "give" | "cancel" | "confirm" | "confirm late">,
): string {
  const { bookings } = model.state;
  const index = step.which % bookings.length;
  const status = model.statusOf(bookings[index] as ModelBooking);
  // A cancellation that comes too late promotes all the same.
  if (step.do === "cancel") model.promote(bookings[index]?.slot ?? 0);
  return model.attempt(() => {
    const booking = model.state.bookings[index] as ModelBooking;
    const from = booking.slot;
    if (step.do === "confirm") return confirmLive(booking, status);
    if (step.do === "confirm late") return status === "FAILED" ? undefined : confirmLive(booking, status);
    if (step.do === "cancel") {
      if (status === "FAILED") return "HOLD_EXPIRED";
      booking.status = "CANCELLED";
      model.promote(from);
      return undefined;
    }
    if (step.do === "give") {
      const isSame = keyOf(step.contact) === booking.contact;
      const share = model.shareOf(from, step.contact) + booking.quantity;
      if (!isSame && !step.isStaff && model.isOver(from, share)) return "CONTACT_LIMIT";
      booking.contact = keyOf(step.contact);
      return undefined;
    }
    const to = step.do === "move" ? step.slot : from;
    model.promote(from, to);
    if (UNCHANGEABLE[status]) return UNCHANGEABLE[status];
    const places =
      step.do === "move" ? (to === from ? 0 : booking.quantity) : step.quantity - booking.quantity;
    const refusal = places > 0 ? model.refusal(to, booking.contact, places, step.isStaff) : undefined;
    if (refusal) return refusal;
    booking.slot = to;
    if (step.do === "change") booking.quantity = step.quantity;
    model.promote(from, to);
    return undefined;
  });
}

function confirmLive(booking: ModelBooking, status: string): string | undefined {
  if (UNCHANGEABLE[status]) return UNCHANGEABLE[status];
  booking.status = "CONFIRMED";
  return undefined;
}

/** Confirms an expired hold. A refusal is kept: others hear of it. */
function expectedReacquired(model: Model, booking: ModelBooking): string {
  model.promote(booking.slot);
  const refusal = model.refusal(booking.slot, booking.contact, booking.quantity);
  if (booking.isLost || refusal) {
    booking.isLost = true;
    return "HOLD_EXPIRED";
  }
  booking.status = "CONFIRMED";
  return "ok";
}

function expectedJoin(model: Model, { slot: index, contact: who, quantity: places }: Of<"join">): string {
  return model.attempt(() => {
    model.promote(index);
    if (places > (model.capacities[index] ?? 0)) return "INVALID_INPUT";
    if (places <= model.free(index)) return "SLOT_NOT_FULL";
    return model.isOver(index, model.shareOf(index, who) + places) ? "CONTACT_LIMIT" : undefined;
  });
}

async function runBook(model: Model, world: World, step: Of<"book">): Promise<void> {
  const answers = await book(world, step);
  const { slot: index, contact: who, isStaff: byStaff } = step;
  const isOrder = step.how === "order";
  const wanted = isOrder ? [sum(step.quantities.map((places) => ({ quantity: places })))] : step.quantities;
  const decide = (places: number, n: number) => {
    const refusal = model.refusal(index, who, places, byStaff);
    if (refusal === undefined) model.add(answers[n] ?? "", index, who, places);
    return refusal ?? answers[n];
  };
  if (!isOrder) {
    model.promote(index);
    expect(answers).toEqual(wanted.map(decide));
    return;
  }
  const code = model.attempt(() => {
    model.promote(index);
    const [result] = wanted.map(decide);
    return result === answers[0] && result?.includes("-") ? undefined : result;
  });
  expect(code === "ok" ? answers : [code]).toEqual(answers);
}

async function run(model: Model, world: World, step: Command): Promise<void> {
  if (step.do === "wait") {
    model.state.now += step.seconds;
    return passTime(ctx.db, step.seconds);
  }
  if (step.do === "book") return runBook(model, world, step);
  if (step.do === "join") {
    const code = expectedJoin(model, step);
    const joined = await join(world, step).catch((error: HoldfastError) => error);
    expect(joined instanceof HoldfastError ? joined.code : "ok").toBe(code);
    if (joined instanceof HoldfastError) return;
    const of = { slot: step.slot, contact: keyOf(step.contact), quantity: step.quantity };
    model.state.entries.push({ id: joined.id, ...of, status: "WAITING" });
    return;
  }
  if (step.do === "expire") model.promote(0, 1);
  if (step.do === "limit") {
    model.promote(step.slot);
    model.state.limits[step.slot] = step.limit;
    model.promote(step.slot);
  }
  if (step.do === "expire" || step.do === "limit") return void (await call(world, step));
  if (step.do === "leave") {
    const entry = pick(model.state.entries, step.which);
    if (!entry) return;
    const code = entry.status === "PROMOTED" ? "WAITLIST_ENTRY_PROMOTED" : "ok";
    if (entry.status === "WAITING") entry.status = "LEFT";
    expect(await codeOf(call(world, step))).toBe(code);
    return;
  }
  const booking = pick(model.state.bookings, step.which);
  // Whether an expired hold is written down decides whether its contact can be given to it.
  if (!booking || (step.do === "give" && !model.isCounted(booking))) return;
  const isLate = step.do === "confirm late" && model.statusOf(booking) === "FAILED";
  const code = isLate ? expectedReacquired(model, booking) : expected(model, step);
  expect(await codeOf(call(world, step))).toBe(code);
}

/** Two slots of one doctor. */
async function makeSlots(
  capacities: readonly number[],
  limits: readonly (number | null)[],
): Promise<string[]> {
  const { resourceId } = await makeSlot(ctx, 1);
  const days = ["2031-12-26", "2031-12-27"];
  const made = capacities.map((capacity, index) =>
    createSlot(ctx, {
      resourceId,
      startsAt: new Date(`${days[index]}T10:00:00Z`),
      endsAt: new Date(`${days[index]}T11:00:00Z`),
      capacity,
      maxPerContact: limits[index] ?? null,
    }),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}

const capacities = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 }));
const limits = fc.tuple(limit, limit);

/** What chance seldom finds: an entry that fits, but is too much for its contact since the limit was lowered. */
const ENDS_AT_ITS_TURN: [[number, number], [number | null, number | null], Command[]] = [
  [4, 4],
  [3, null],
  [
    { do: "book", how: "list", slot: 0, contact: "bea@example.org", isStaff: false, quantities: [1, 1] },
    { do: "book", how: "queue", slot: 0, contact: "ann@example.org", isStaff: false, quantities: [2] },
    { do: "join", slot: 0, contact: "ANN@example.org", quantity: 1 },
    { do: "limit", slot: 0, limit: 2 },
    { do: "cancel", which: 0 },
  ],
];

test("every history ends as in the model", async () => {
  await fc.assert(
    fc.asyncProperty(
      capacities,
      limits,
      fc.array(command, { minLength: 10, maxLength: 40 }),
      async (places, most, steps) => {
        const model = new Model(places, most);
        const slotIds = await makeSlots(places, most);
        for (const step of steps) {
          const world = {
            slotIds,
            ids: model.state.bookings.map(({ id }) => id),
            entryIds: model.state.entries.map(({ id }) => id),
          };
          await run(model, world, step);
          for (const entry of model.state.entries) {
            const { status, bookingId } = await getWaitlistEntry(ctx, entry);
            expect(status).toBe(entry.status);
            const booking = entry.booking === undefined ? undefined : model.state.bookings[entry.booking];
            if (booking) booking.id = bookingId ?? "";
          }
        }
        for (const [index, id] of slotIds.entries()) {
          const booked = sum(model.on(index));
          const waiting = model.waiting(index).length;
          expect(await getSlot(ctx, { id })).toMatchObject({
            booked,
            waiting,
            maxPerContact: model.state.limits[index],
          });
        }
        for (const one of model.state.bookings) {
          const { status, slotId, quantity: had, customerContact } = await getBooking(ctx, one);
          const is = { status, slotId, quantity: had, contact: keyOf(customerContact ?? "") };
          const { slot: index, quantity: has, contact: who } = one;
          expect(is).toEqual({
            status: model.statusOf(one),
            slotId: slotIds[index],
            quantity: has,
            contact: who,
          });
        }
      },
    ),
    { numRuns: 100, examples: [ENDS_AT_ITS_TURN] },
  );
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("simultaneous commands of customers keep every limit", async () => {
  await fc.assert(
    fc.asyncProperty(
      capacities,
      limits,
      fc.array(command, { minLength: 15, maxLength: 40 }),
      async (places, most, steps) => {
        const slotIds = await makeSlots(places, most);
        const first = await Promise.all(
          slotIds.flatMap((_, index) =>
            CONTACTS.map((who) =>
              book(
                { slotIds, ids: [], entryIds: [] },
                { do: "book", how: "list", slot: index, contact: who, isStaff: false, quantities: [1] },
              ),
            ),
          ),
        );
        const ids = first.flat().filter((answer) => answer.includes("-"));
        // Half of the holds expire while the commands run.
        await sql`
          UPDATE bookings SET expires_at = clock_timestamp() + interval '5 ms'
          WHERE id = ANY(${ids.filter((_, index) => index % 2)}::uuid[])`.execute(ctx.db);
        const calls = steps.map((step): Promise<unknown> => {
          const world = { slotIds, ids, entryIds: [] };
          if (step.do === "wait" || step.do === "limit" || step.do === "leave") return Promise.resolve();
          const byCustomer = "isStaff" in step ? { ...step, isStaff: false } : step;
          if (byCustomer.do === "book") return book(world, byCustomer);
          if (byCustomer.do === "join") return join(world, byCustomer);
          return ids.length > 0 ? call(world, byCustomer) : Promise.resolve();
        });
        const outcomes = await Promise.all(calls.map((one) => one.catch((error: unknown) => error)));
        for (const outcome of outcomes) {
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(HoldfastError);
        }
        expect(await brokenInvariants(ctx)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});
