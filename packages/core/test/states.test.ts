import { readFileSync } from "node:fs";
import { HoldfastError } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  checkInBooking,
  checkOutBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createSlot,
  expireHolds,
  extendHold,
  getBooking,
  handOverBooking,
  markNoShow,
  rescheduleBooking,
  updateSlot,
} from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime, type TestContext } from "./harness.ts";

/* Checks docs/states.md against the code: every cell of its table, and the diagram against the cells. */

const PAGE = readFileSync(new URL("../../../docs/states.md", import.meta.url), "utf8");
const ROWS = PAGE.split("\n")
  .filter((line) => /^\| (?!verb)\w/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));
const STATES = ["PENDING", "CONFIRMED", "checked in", "FAILED", "CANCELLED"] as const;
type State = (typeof STATES)[number];

const CELLS = ROWS.flatMap(([, verb = "", ...cells]) =>
  STATES.map((state, index): [verb: string, state: State, outcome: string] => [
    verb,
    state,
    cells[index] ?? "",
  ]),
);

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const VERBS: Record<string, (id: string, otherSlotId: string) => Promise<unknown>> = {
  confirm: (id) => confirmBooking(ctx, { id }),
  "confirm late": (id) => confirmOrReacquireBooking(ctx, { id, reacquire: true }),
  extend: (id) => extendHold(ctx, { id }),
  reschedule: (id, slotId) => rescheduleBooking(ctx, { id, slotId }),
  "move the slot": async (id) => {
    const { slotId } = await getBooking(ctx, { id });
    await updateSlot(ctx, {
      id: slotId,
      startsAt: new Date("2031-12-27T10:00:00Z"),
      endsAt: new Date("2031-12-27T11:00:00Z"),
    });
  },
  "hand over": (id) => handOverBooking({ ...ctx, isOpenToAll: true }, { id, customer: { name: "Ann" } }),
  "fewer places": (id) => changeQuantity(ctx, { id, quantity: 1 }),
  "more places": (id) => changeQuantity(ctx, { id, quantity: 3 }),
  cancel: (id) => cancelBooking(ctx, { id }),
  "check in": (id) => checkInBooking(ctx, { id }),
  "check out": (id) => checkOutBooking(ctx, { id }),
  "no-show": (id) => markNoShow(ctx, { id }),
  time: () => passTime(ctx.db, HOLD_SECONDS).then(() => expireHolds(ctx)),
};

/** A booking in that state, and another slot of its resource. */
async function bookingIn(state: State): Promise<{ id: string; otherSlotId: string }> {
  const slot = await makeSlot(ctx, 5);
  const other = await createSlot(ctx, {
    resourceId: slot.resourceId,
    capacity: 5,
    startsAt: new Date("2031-12-26T10:00:00Z"),
    endsAt: new Date("2031-12-26T11:00:00Z"),
  });
  const { id } = await createBooking(ctx, { slotId: slot.id, quantity: 2, customer: { name: "Ann" } });
  if (state === "FAILED") await passTime(ctx.db, HOLD_SECONDS);
  if (state === "CANCELLED") await cancelBooking(ctx, { id });
  if (state === "CONFIRMED" || state === "checked in") await confirmBooking(ctx, { id });
  if (state === "checked in") await checkInBooking(ctx, { id });
  return { id, otherSlotId: other.id };
}

test("the table has every verb", () => {
  expect(ROWS.map(([, verb]) => verb)).toEqual(Object.keys(VERBS));
});

test.each(CELLS)("%s, %s: %s", async (verb, state, outcome) => {
  const { id, otherSlotId } = await bookingIn(state);
  const before = await getBooking(ctx, { id });
  const refusal = await VERBS[verb]?.(id, otherSlotId).then(
    () => undefined,
    (error: unknown) => (error instanceof HoldfastError ? error.code : error),
  );
  const after = await getBooking(ctx, { id });
  expect(refusal ?? after.status).toBe(outcome);
  if (refusal !== undefined) expect(after).toEqual(before);
});

test("the diagram shows exactly the cells that change the state", () => {
  const diagram = [...PAGE.matchAll(/^ {2}(\w+) --> (\w+): (.+)$/gm)].map(
    ([, from, to, verb]) => `${from} ${to} ${verb}`,
  );
  const changes = CELLS.filter(
    ([, state, outcome]) =>
      state !== "checked in" && /^(PENDING|CONFIRMED|FAILED|CANCELLED)$/.test(outcome) && state !== outcome,
  );
  // A late confirmation of a live hold is a confirmation.
  const shown = changes.filter(([verb, state]) => !(verb === "confirm late" && state === "PENDING"));
  expect(diagram.toSorted()).toEqual(shown.map(([verb, from, to]) => `${from} ${to} ${verb}`).toSorted());
});
