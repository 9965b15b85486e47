import { type Hold, HoldfastError } from "@holdfast/contract";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  cancelOrder,
  changeQuantity,
  confirmOrder,
  confirmOrReacquireBooking,
  createAbsence,
  createBooking,
  createBookings,
  createSlot,
  endAbsence,
  expireHolds,
  extendHold,
  extendOrder,
  getBooking,
  getSlot,
  getWaitlistEntry,
  handOverBooking,
  joinWaitlist,
  leaveWaitlist,
  listAudit,
  listBookings,
  listSlots,
  moveBookings,
  rescheduleBooking,
  updateBooking,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { Model, type ModelBooking, type ModelEntry } from "./booking-model.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  MAX_HOLD_SECONDS,
  makeSlot,
  outcomes,
  passTime,
  place,
  request,
} from "./harness.ts";

/* Random histories of two slots against a model that is a few lines of plain arithmetic. The worker may run
   at any point, or never: nothing may change but when those who wait are let in. Time passes in large steps,
   so that the real time which the test takes never decides anything. The same commands then run all at once,
   where only the invariants can be foretold. */

let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const slot = fc.nat({ max: 1 });
const quantity = fc.integer({ min: 1, max: 4 });
/** Few external ids, so that some are taken. */
const externalName = fc.constantFrom("order-1", "order-2", "order-3");
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("book" as const, "queue" as const),
      slot,
      quantities: fc.array(quantity, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("book under an id" as const),
      slot,
      quantity,
      name: externalName,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("rename" as const),
      which: fc.nat(),
      name: fc.option(externalName),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("book both" as const), each: fc.tuple(quantity, quantity) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("confirm" as const, "confirm late" as const, "cancel" as const, "extend" as const),
      which: fc.nat(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "confirm all" as const,
        "confirm all late" as const,
        "cancel all" as const,
        "extend all" as const,
      ),
      which: fc.nat(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move" as const), which: fc.nat(), slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move all" as const), slot }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("change places" as const), which: fc.nat(), quantity }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hand over" as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("join" as const), slot, quantity }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.constantFrom(HOLD_SECONDS / 3, HOLD_SECONDS / 2, HOLD_SECONDS),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "expire" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), slot, closed: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("be away" as const),
      slots: fc.constantFrom([0], [1], [0, 1]),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("come back" as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("archive" as const), archived: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("resize" as const),
      slot,
      capacity: fc.integer({ min: 1, max: 8 }),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer Step> ? Step : never;

const capacities = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }));

/** Two slots of one doctor. */
async function makeSlots([first, second]: readonly [number, number]): Promise<[string, string]> {
  const { id, resourceId } = await makeSlot(ctx, first);
  const [startsAt, endsAt] = [new Date("2031-12-26T10:00:00Z"), new Date("2031-12-26T11:00:00Z")];
  return [id, (await createSlot(ctx, { resourceId, startsAt, endsAt, capacity: second })).id];
}

test("every history ends as in the model", async () => {
  await fc.assert(
    fc.asyncProperty(
      capacities,
      fc.array(command, { minLength: 1, maxLength: 25 }),
      async (places, steps) => {
        const model = new Model(places);
        const slotIds = await makeSlots(places);
        for (const step of steps) {
          await run(model, slotIds, step);
          await meetPromoted(model);
        }
        for (const [index, id] of slotIds.entries()) {
          const booked = model.booked(index);
          expect(await getSlot(ctx, { id })).toMatchObject({
            closed: model.closed[index],
            booked,
            available: model.available(index),
            waiting: model.waiting(index).length,
          });
        }
        for (const [name, { id }] of model.named) {
          const externalId = externalIdOf(slotIds, name);
          const { items } = await listBookings(ctx, { externalId, limit: 50 });
          expect(items.map((booking) => booking.id)).toEqual([id]);
        }
        for (const booking of model.bookings) {
          await expectToldInAudit(model, booking);
          const { status, slotId, quantity } = await getBooking(ctx, booking);
          expect({ status, slotId, quantity }).toEqual({
            status: model.status(booking),
            slotId: slotIds[booking.slot],
            quantity: booking.quantity,
          });
        }
        for (const [index, slotId] of slotIds.entries()) await expectShownAsGranted(model, index, slotId);
      },
    ),
    { numRuns: 100 },
  );
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("simultaneous commands: refusals have a code, and no invariant is broken", async () => {
  await fc.assert(
    fc.asyncProperty(
      capacities,
      fc.array(command, { minLength: 10, maxLength: 30 }),
      async (places, steps) => {
        const slotIds = await makeSlots(places);
        entryIds.length = 0;
        absenceIds.length = 0;
        orderIds.length = 0;
        const ids = (await Promise.all(slotIds.map((id) => place(ctx, [id], [id])))).flatMap((answers) =>
          answers.flatMap((answer) => (typeof answer === "object" && "id" in answer ? [answer.id] : [])),
        );
        for (const order of await Promise.allSettled([
          bookBoth(slotIds, [1, 1]),
          bookBoth(slotIds, [1, 2]),
        ])) {
          if (order.status === "rejected") continue;
          orderIds.push(order.value.orderId);
          ids.push(...order.value.items.map(({ id }) => id));
        }
        // Half of the holds expire while the commands run.
        await sql`
        UPDATE bookings SET expires_at = clock_timestamp() + interval '5 ms'
        WHERE id = ANY(${ids.filter((_, index) => index % 2)}::uuid[])`.execute(ctx.db);
        const outcomesOf = steps.map((step) => call(step, slotIds, ids).catch((error: unknown) => error));
        for (const outcome of await Promise.all(outcomesOf)) {
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(HoldfastError);
        }
        expect(await brokenInvariants(ctx)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

/** What is shown agrees with what is refused: one place can be booked exactly where some are available. */
async function expectShownAsGranted(model: Model, slot: number, slotId: string): Promise<void> {
  if (model.closed[slot]) return;
  const { available, resourceId } = await getSlot(ctx, { id: slotId });
  const { items } = await listSlots(ctx, { resourceId, availableOnly: true, limit: 10 });
  expect(items.some(({ id }) => id === slotId)).toBe(available > 0);
  const booking = createBooking(ctx, { slotId, quantity: 1, customer: { name: "Newcomer" } });
  expect(await codeOf(booking)).toBe(available > 0 ? "ok" : "NO_SEAT");
}

const entryIds: string[] = [];
const absenceIds: string[] = [];
const orderIds: string[] = [];

/** Runs one command, and ignores its result. */
async function call(step: Command, slotIds: readonly string[], ids: readonly string[]): Promise<unknown> {
  if (step.do === "expire") return expireHolds(ctx);
  if (step.do === "be away") return beAway(slotIds, step.slots).then(({ id }) => absenceIds.push(id));
  if (step.do === "come back") {
    const absenceId = absenceIds[step.which % Math.max(1, absenceIds.length)];
    return absenceId && endAbsence(ctx, { id: absenceId });
  }
  if (step.do === "archive") return archive(slotIds, step.archived);
  if (step.do === "wait") return undefined; // unlike any verb, it changes all rows in any order
  if (step.do === "close") return updateSlot(ctx, { id: slotIds[step.slot] ?? "", closed: step.closed });
  if (step.do === "book both") return bookBoth(slotIds, step.each);
  if (step.do === "book under an id") return bookUnderId(slotIds, step);
  if (step.do === "resize") return updateSlot(ctx, { id: slotIds[step.slot] ?? "", capacity: step.capacity });
  if (step.do === "join")
    return join(slotIds[step.slot] ?? "", step.quantity).then(({ id }) => entryIds.push(id));
  if (step.do === "leave") {
    const entryId = entryIds[step.which % Math.max(1, entryIds.length)];
    return entryId && leaveWaitlist(ctx, { id: entryId });
  }
  if ("quantities" in step) {
    const asked = step.quantities.map((wanted): [string, number] => [slotIds[step.slot] ?? "", wanted]);
    return step.do === "book" ? place(ctx, ...asked) : placeThroughQueue(ctx, ...asked);
  }
  if (isOfOrder(step)) {
    const orderId = orderIds[step.which % Math.max(1, orderIds.length)];
    return orderId && ORDER_VERBS[step.do](orderId);
  }
  if (step.do === "move all") return moveAll(slotIds, step.slot, ids);
  const id = ids[step.which % Math.max(1, ids.length)];
  if (id === undefined) return undefined;
  if (step.do === "rename") return rename(slotIds, id, step.name);
  if (step.do === "hand over") return handOver(id);
  if (step.do === "move") return rescheduleBooking(ctx, { id, slotId: slotIds[step.slot] ?? "" });
  if (step.do === "change places") return changeQuantity(ctx, { id, quantity: step.quantity });
  return VERBS[step.do](id);
}

const VERBS = {
  confirm: (id: string) => confirmOrReacquireBooking(ctx, { id, reacquire: false }),
  "confirm late": (id: string) => confirmOrReacquireBooking(ctx, { id, reacquire: true }),
  cancel: (id: string) => cancelBooking(ctx, { id }),
  extend: (id: string) => extendHold(ctx, { id }),
};

const ORDER_VERBS = {
  "confirm all": (id: string) => confirmOrder(ctx, { id }),
  "confirm all late": (id: string) => confirmOrder(ctx, { id, reacquire: true }),
  "cancel all": (id: string) => cancelOrder(ctx, { id }),
  "extend all": (id: string) => extendOrder(ctx, { id }),
};

type OfOrder = Extract<Command, { do: keyof typeof ORDER_VERBS }>;

const isOfOrder = (step: Command): step is OfOrder => step.do in ORDER_VERBS;

/** The days of the two slots. */
const DAYS = [25, 26].map((day) => ({
  from: new Date(Date.UTC(2031, 11, day)),
  until: new Date(Date.UTC(2031, 11, day + 1)),
}));
type Day = (typeof DAYS)[0];

async function beAway([first = ""]: readonly string[], slots: readonly number[]) {
  const { resourceId } = await getSlot(ctx, { id: first });
  const days = slots.map((index) => DAYS[index] as Day);
  const [{ from }, { until }] = [days.at(0) as Day, days.at(-1) as Day];
  return createAbsence(ctx, { resourceId, from, until });
}

async function archive([first = ""]: readonly string[], archived: boolean) {
  const { resourceId } = await getSlot(ctx, { id: first });
  return updateResource(ctx, { id: resourceId, archived });
}

const join = (slotId: string, places: number) =>
  joinWaitlist(ctx, { slotId, quantity: places, customer: { name: "Ann" } });

/** The names of a history are its own. */
const externalIdOf = ([first]: readonly string[], name: string) => `${first}/${name}`;

type Named = Extract<Command, { do: "book under an id" }>;

/** Whoever may give external ids. */
const bookUnderId = (slotIds: readonly string[], { slot, quantity, name }: Named) =>
  createBooking(
    { ...ctx, isOpenToAll: true },
    {
      slotId: slotIds[slot] ?? "",
      quantity,
      customer: { name: "Ann" },
      externalId: externalIdOf(slotIds, name),
    },
  );

const rename = (slotIds: readonly string[], id: string, name: string | null) =>
  updateBooking({ ...ctx, isOpenToAll: true }, { id, externalId: name && externalIdOf(slotIds, name) });

/** Somebody else has the booking then; its places and its status stay. */
const handOver = (id: string) =>
  handOverBooking({ ...ctx, isOpenToAll: true }, { id, customer: { name: "Bea" } });

async function giveAway(model: Model, booking: ModelBooking): Promise<void> {
  const status = model.status(booking);
  const refused = { FAILED: "HOLD_EXPIRED", CANCELLED: "BOOKING_NOT_PENDING" }[status as string];
  expect(await codeOf(handOver(booking.id))).toBe(refused ?? "ok");
  if (!refused) delete booking.order;
}

const bookBoth = (slotIds: readonly string[], each: readonly number[]) =>
  createBookings(ctx, {
    lines: slotIds.map((slotId, index) => ({ slotId, quantity: each[index] ?? 1 })),
    customer: { name: "Ann" },
  });

async function run(model: Model, slotIds: readonly string[], step: Command): Promise<void> {
  if (step.do === "expire") {
    model.promote(0, 1);
    return expireHolds(ctx);
  }
  if (step.do === "close") {
    const isDone = model.closeByHand(step.slot, step.closed);
    const closing = updateSlot(ctx, { id: slotIds[step.slot] ?? "", closed: step.closed });
    expect(await codeOf(closing)).toBe(isDone ? "ok" : "RESOURCE_ARCHIVED");
    return;
  }
  if (step.do === "be away") {
    const { id } = await beAway(slotIds, step.slots);
    return model.goAway({ id, slots: step.slots, isEnded: false });
  }
  if (step.do === "come back") {
    const absence = model.absences[step.which % Math.max(1, model.absences.length)];
    if (!absence) return;
    model.comeBack(absence);
    await endAbsence(ctx, absence);
    return;
  }
  if (step.do === "archive") {
    model.archive(step.archived);
    await archive(slotIds, step.archived);
    return;
  }
  if (step.do === "resize") return resize(model, slotIds, step);
  if (step.do === "join") return wait(model, slotIds, step);
  if (step.do === "leave") return leave(model.entries[step.which % Math.max(1, model.entries.length)]);
  if (step.do === "wait") {
    model.now += step.seconds;
    return passTime(ctx.db, step.seconds);
  }
  if (step.do === "book both") return placeBoth(model, slotIds, step.each);
  if (step.do === "book under an id") return placeUnderId(model, slotIds, step);
  if ("quantities" in step) return book(model, slotIds, step);
  if (isOfOrder(step)) return settleAll(model, step);
  if (step.do === "move all") return moveDay(model, slotIds, step.slot);
  const booking = model.bookings[step.which % Math.max(1, model.bookings.length)];
  if (!booking) return;
  if (step.do === "rename") return nameAnew(model, slotIds, booking, step.name);
  if (step.do === "change places") return changePlaces(model, booking, step.quantity);
  if (step.do === "hand over") return giveAway(model, booking);
  if (step.do === "move") await move(model, slotIds, booking, step.slot);
  else await settle(model, booking, step.do);
}

/** Visitors book alone, and the queue groups their requests. */
const placeThroughQueue: typeof place = ({ holds }, ...requests) =>
  Promise.all(
    requests.map(([slotId, wanted]) =>
      holds.place(request(slotId, wanted)).catch((refusal: HoldfastError) => refusal),
    ),
  );

async function book(
  model: Model,
  slotIds: readonly string[],
  step: Extract<Command, { do: "book" | "queue" }>,
): Promise<void> {
  const placeAll = step.do === "book" ? place : placeThroughQueue;
  const answers = await placeAll(
    ctx,
    ...step.quantities.map((wanted): [string, number] => [slotIds[step.slot] ?? "", wanted]),
  );
  model.promote(step.slot);
  const expected = step.quantities.map((wanted, index) => {
    const refusal = model.refusal(step.slot, wanted);
    if (refusal) return refusal;
    model.add((answers[index] as Hold).id, step.slot, wanted);
    return wanted;
  });
  expect(outcomes(answers)).toEqual(expected);
}

/** All or none; the first refused line decides on the error. */
async function placeBoth(model: Model, slotIds: readonly string[], each: readonly number[]): Promise<void> {
  const undo = model.promote(0, 1);
  const code = each.map((wanted, index) => model.refusal(index, wanted)).find((refusal) => refusal);
  const placing = bookBoth(slotIds, each);
  if (code) {
    await expect(placing).rejects.toMatchObject({ code });
    return undo(); // the promotions are undone with the rest
  }
  const { orderId, items } = await placing;
  for (const [index, { id, quantity: granted }] of items.entries()) {
    model.add(id, index, granted).order = orderId;
  }
}

/** Where the id is taken, the places are not, and the promotions are undone. */
async function placeUnderId(model: Model, slotIds: readonly string[], step: Named): Promise<void> {
  const undo = model.promote(step.slot);
  const isTaken = model.named.has(step.name);
  const code = model.refusal(step.slot, step.quantity) ?? (isTaken ? "EXTERNAL_ID_TAKEN" : undefined);
  const placing = bookUnderId(slotIds, step);
  if (code) {
    await expect(placing).rejects.toMatchObject({ code });
    return undo();
  }
  model.named.set(step.name, model.add((await placing).id, step.slot, step.quantity));
}

async function nameAnew(
  model: Model,
  slotIds: readonly string[],
  booking: ModelBooking,
  name: string | null,
): Promise<void> {
  const renaming = rename(slotIds, booking.id, name);
  const owner = name === null ? undefined : model.named.get(name);
  if (owner && owner !== booking) {
    await expect(renaming).rejects.toMatchObject({ code: "EXTERNAL_ID_TAKEN" });
    return;
  }
  await renaming;
  for (const [old, named] of model.named) if (named === booking) model.named.delete(old);
  if (name !== null) model.named.set(name, booking);
}

/** The refusals of what only a live booking can have done to it. */
const UNCHANGEABLE: Readonly<Record<string, string>> = {
  FAILED: "HOLD_EXPIRED",
  CANCELLED: "BOOKING_NOT_PENDING",
};

async function move(
  model: Model,
  slotIds: readonly string[],
  booking: ModelBooking,
  to: number,
): Promise<void> {
  const moving = rescheduleBooking(ctx, { id: booking.id, slotId: slotIds[to] ?? "" });
  const from = booking.slot;
  const undo = model.promote(from, to);
  const status = model.status(booking);
  const code =
    UNCHANGEABLE[status] ?? (to === booking.slot ? undefined : model.refusal(to, booking.quantity));
  if (code) {
    await expect(moving).rejects.toMatchObject({ code });
    return undo();
  }
  await moving;
  booking.slot = to;
  model.promote(from);
}

/** Moves bookings of a slot to the other one, together. */
async function moveAll(slotIds: readonly string[], from: number, ids: readonly string[]): Promise<unknown> {
  const { resourceId } = await getSlot(ctx, { id: slotIds[from] ?? "" });
  const moves = ids.map((bookingId) => ({ bookingId, slotId: slotIds[1 - from] ?? "" }));
  return moveBookings(ctx, { resourceId, ...(DAYS[from] as Day), moves });
}

/** All bookings of a slot, cancelled and expired ones too. */
async function moveDay(model: Model, slotIds: readonly string[], from: number): Promise<void> {
  const to = 1 - from;
  const all = model.bookings.filter(({ slot }) => slot === from);
  if (all.length === 0) return;
  const moving = moveAll(
    slotIds,
    from,
    all.map(({ id }) => id),
  );
  const undo = model.promote(from, to);
  const live = all.filter((booking) => ["PENDING", "CONFIRMED"].includes(model.status(booking)));
  const places = live.reduce((sum, booking) => sum + booking.quantity, 0);
  if (live.length > 0 && model.refusal(to, places)) {
    await expect(moving).rejects.toMatchObject({ code: "MOVES_REFUSED" });
    return undo();
  }
  expect(((await moving) as { moved: unknown[] }).moved).toHaveLength(live.length);
  for (const booking of live) booking.slot = to;
  model.promote(from);
}

/** Fewer places are free for those who wait; more are only those that nobody waits for. */
async function changePlaces(model: Model, booking: ModelBooking, quantity: number): Promise<void> {
  const changing = changeQuantity(ctx, { id: booking.id, quantity });
  const undo = model.promote(booking.slot);
  const code = UNCHANGEABLE[model.status(booking)] ?? model.growthRefusal(booking, quantity);
  if (code) {
    await expect(changing).rejects.toMatchObject({ code });
    return undo();
  }
  expect((await changing).quantity).toBe(quantity);
  booking.quantity = quantity;
  model.promote(booking.slot);
}

async function wait(
  model: Model,
  slotIds: readonly string[],
  { slot: index, quantity: places }: { slot: number; quantity: number },
): Promise<void> {
  const joining = join(slotIds[index] ?? "", places);
  const undo = model.promote(index);
  const isTooMany = places > (model.capacities[index] ?? 0);
  const isNeedless = model.hasRoom(index, places);
  const code = model.closed[index]
    ? "NOT_BOOKABLE"
    : isTooMany
      ? "INVALID_INPUT"
      : isNeedless && "SLOT_NOT_FULL";
  if (code) {
    await expect(joining).rejects.toMatchObject({ code });
    return undo();
  }
  const { id, status } = await joining;
  const entry: ModelEntry = { id, slot: index, quantity: places, status: "WAITING" };
  model.entries.push(entry);
  expect(status).toBe(entry.status);
}

async function leave(entry: ModelEntry | undefined): Promise<void> {
  if (!entry) return;
  const isPromoted = entry.status === "PROMOTED";
  if (!isPromoted) entry.status = "LEFT";
  expect(await codeOf(leaveWaitlist(ctx, entry))).toBe(isPromoted ? "WAITLIST_ENTRY_PROMOTED" : "ok");
}

async function resize(
  model: Model,
  slotIds: readonly string[],
  { slot: index, capacity }: { slot: number; capacity: number },
): Promise<void> {
  const resizing = updateSlot(ctx, { id: slotIds[index] ?? "", capacity });
  const undo = model.promote(index);
  if (model.booked(index) > capacity) {
    await expect(resizing).rejects.toMatchObject({ code: "CAPACITY_BELOW_BOOKED" });
    return undo();
  }
  model.resize(index, capacity);
  model.promote(index);
  await resizing;
}

/** Expects the booking's whole life in the audit, from PENDING to its last written status. */
async function expectToldInAudit(model: Model, booking: ModelBooking): Promise<void> {
  const { items } = await listAudit(ctx, { bookingId: booking.id, limit: 100 });
  const told = items.flatMap(({ after }) => (after?.["status"] ? [after["status"]] : []));
  const status = model.status(booking);
  expect([items[0]?.action, told[0]]).toEqual(["booking.placed", "PENDING"]);
  // Some expired holds are not written down yet.
  expect(status === "FAILED" ? ["FAILED", "PENDING"] : [status]).toContain(told.at(-1));
}

/** Reads the ids of the promoted entries' bookings. */
async function meetPromoted(model: Model): Promise<void> {
  for (const entry of model.entries) {
    const { status, bookingId } = await getWaitlistEntry(ctx, entry);
    expect(status).toBe(entry.status);
    if (entry.booking) entry.booking.id = bookingId ?? "";
  }
}

async function settle(model: Model, booking: ModelBooking, verb: keyof typeof VERBS): Promise<void> {
  const calling = VERBS[verb](booking.id);
  const status = model.status(booking);
  const refuse = (code: string) => expect(calling).rejects.toMatchObject({ code });
  if (verb === "cancel") {
    if (status === "PENDING" || status === "CONFIRMED") booking.status = "CANCELLED";
    model.promote(booking.slot);
  } else if (verb === "confirm late" && status === "FAILED") model.promote(booking.slot);
  if (status === "FAILED") {
    if (verb !== "confirm late") return refuse("HOLD_EXPIRED");
    booking.isTooLate ||= !model.hasRoom(booking.slot, booking.quantity);
    if (booking.isTooLate) return refuse("HOLD_EXPIRED");
  } else if (verb === "extend" ? status !== "PENDING" : verb !== "cancel" && status === "CANCELLED") {
    return refuse("BOOKING_NOT_PENDING");
  }
  const answer = await calling;
  if (verb === "extend") {
    const longest = Math.min(model.now + HOLD_SECONDS, booking.createdAt + MAX_HOLD_SECONDS);
    booking.expiresAt = Math.max(booking.expiresAt, longest);
  } else if (verb !== "cancel") booking.status = "CONFIRMED";
  expect(answer.status).toBe(booking.status);
}

/** All of an order's bookings, or none. */
async function settleAll(model: Model, { do: verb, which }: OfOrder): Promise<void> {
  const orders = [...new Set(model.bookings.flatMap(({ order }) => order ?? []))];
  const order = orders[which % Math.max(1, orders.length)];
  if (order === undefined) return;
  const bookings = model.ofOrder(order);
  const calling = codeOf(ORDER_VERBS[verb](order));
  const all = (...statuses: string[]) =>
    bookings.every((booking) => statuses.includes(model.status(booking)));
  const slots = bookings.map(({ slot }) => slot);
  if (verb === "cancel all") {
    if (all("FAILED")) return expect(await calling).toBe("HOLD_EXPIRED");
    model.promote(...slots);
    for (const booking of bookings) if (model.status(booking) !== "FAILED") booking.status = "CANCELLED";
    model.promote(...slots);
    return expect(await calling).toBe("ok");
  }
  const hasExpired = bookings.some((booking) => model.status(booking) === "FAILED");
  if (verb === "confirm all late" && hasExpired) {
    model.promote(...slots);
    const tooLate = model.tooLate(order);
    for (const booking of tooLate) booking.isTooLate = true;
    if (tooLate.length > 0) return expect(await calling).toBe("HOLD_EXPIRED");
  } else if (hasExpired) return expect(await calling).toBe("HOLD_EXPIRED");
  const isOver = verb === "extend all" ? all("CONFIRMED", "CANCELLED") : all("CANCELLED");
  if (isOver) return expect(await calling).toBe("BOOKING_NOT_PENDING");
  for (const booking of bookings) {
    if (booking.status !== "PENDING") continue;
    const longest = Math.min(model.now + HOLD_SECONDS, booking.createdAt + MAX_HOLD_SECONDS);
    if (verb === "extend all") booking.expiresAt = Math.max(booking.expiresAt, longest);
    else booking.status = "CONFIRMED";
  }
  expect(await calling).toBe("ok");
}
