import type { Questions } from "@holdfast/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  confirmOrReacquireBooking,
  createBooking,
  createResource,
  createSlot,
  eraseCustomer,
  getBooking,
  handOverBooking,
  updateBooking,
  updateResource,
} from "../src/index.ts";
import { codeOf, createTestContext, HOLD_SECONDS, passTime, type TestContext } from "./harness.ts";
import { as, DESK } from "./history-harness.ts";

/* Random histories of one booking of a show whose questions change, against a model of a few lines. */

let ctx: TestContext;
let staff: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = as(ctx, DESK);
});

afterAll(() => ctx.close());

const KEYS = ["diet", "terms", "age"] as const;
type Key = (typeof KEYS)[number];
const ASKED: Questions["properties"] = {
  diet: { type: "string", title: "Diet", enum: ["Meat", "Vegan"] },
  terms: { type: "boolean", title: "I agree", const: true },
  age: { type: "integer", title: "Age", minimum: 0 },
};
const RIGHT: Record<Key, string | number | boolean> = { diet: "Vegan", terms: true, age: 7 };
const PLACES = 4;

const keys = fc.subarray([...KEYS]);
const command = fc.oneof(
  fc.record({ do: fc.constant("ask" as const), asked: keys, required: keys, names: fc.boolean() }),
  fc.record({ do: fc.constant("answer" as const), given: keys, removed: keys, byStaff: fc.boolean() }),
  fc.record({ do: fc.constant("name" as const), count: fc.nat({ max: PLACES + 1 }), byStaff: fc.boolean() }),
  fc.record({ do: fc.constant("confirm" as const), byStaff: fc.boolean(), isLate: fc.boolean() }),
  fc.record({ do: fc.constant("resize" as const), quantity: fc.integer({ min: 1, max: PLACES }) }),
  fc.record({
    do: fc.constantFrom("hand over" as const, "cancel" as const, "wait" as const, "erase" as const),
  }),
);
type Command = typeof command extends fc.Arbitrary<infer Step> ? Step : never;

interface Model {
  status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
  quantity: number;
  names: number;
  answers: Set<Key>;
  asked: Set<Key>;
  required: Set<Key>;
  asksNames: boolean;
  isErased: boolean;
}

const lacks = (model: Model): number =>
  (model.asksNames ? Math.max(0, model.quantity - model.names) : 0) +
  [...model.required].filter((key) => !model.answers.has(key)).length;

/** What a change of names and answers does to the model, or the code of its refusal. */
function change(
  model: Model,
  after: Partial<Pick<Model, "names" | "answers">>,
  isWriting: boolean,
  byStaff: boolean,
): string {
  const changed = { ...model, ...after };
  // Nothing that was required and there may get lost.
  const lost =
    [...model.required].some((key) => model.answers.has(key) && !changed.answers.has(key)) ||
    (model.asksNames && Math.min(changed.names, model.quantity) < Math.min(model.names, model.quantity));
  if (model.status === "CONFIRMED" && !byStaff && lost) return "ANSWERS_MISSING";
  if (model.isErased && isWriting) return "BOOKING_ERASED";
  Object.assign(model, after);
  return "ok";
}

async function run(
  model: Model,
  ids: { id: string; showId: string; contact: string },
  step: Command,
): Promise<void> {
  const { id, showId, contact } = ids;
  if (step.do === "ask") {
    const properties = Object.fromEntries(
      step.asked.map((key) => [key, ASKED[key]]),
    ) as Questions["properties"];
    const required = step.required.filter((key) => step.asked.includes(key));
    const questions = step.asked.length > 0 ? { type: "object" as const, properties, required } : null;
    await updateResource(staff, { id: showId, questions, asksAttendees: step.names });
    Object.assign(model, { asked: new Set(step.asked), required: new Set(required), asksNames: step.names });
    return;
  }
  if (step.do === "answer") {
    const given = step.given.filter((key) => !step.removed.includes(key));
    const answers = Object.fromEntries([
      ...given.map((key) => [key, RIGHT[key]]),
      ...step.removed.map((key) => [key, null]),
    ]);
    const code = await codeOf(updateBooking(step.byStaff ? staff : ctx, { id, answers }));
    if (given.some((key) => !model.asked.has(key))) return expect(code).toBe("INVALID_INPUT");
    const after = new Set([...model.answers, ...given].filter((key) => !step.removed.includes(key)));
    return expect(code).toBe(change(model, { answers: after }, after.size > 0, step.byStaff));
  }
  if (step.do === "name") {
    const attendees = step.count > 0 ? Array.from({ length: step.count }, (_, n) => `Person ${n}`) : null;
    const code = await codeOf(updateBooking(step.byStaff ? staff : ctx, { id, attendees }));
    if (attendees && (!model.asksNames || step.count > model.quantity))
      return expect(code).toBe("INVALID_INPUT");
    return expect(code).toBe(change(model, { names: step.count }, step.count > 0, step.byStaff));
  }
  if (step.do === "confirm") {
    const code = await codeOf(
      confirmOrReacquireBooking(step.byStaff ? staff : ctx, { id, reacquire: step.isLate }),
    );
    if (model.status === "CONFIRMED") return expect(code).toBe("ok");
    if (model.status === "CANCELLED") return expect(code).toBe("BOOKING_NOT_PENDING");
    if (model.status === "FAILED" && (!step.isLate || model.isErased))
      return expect(code).toBe("HOLD_EXPIRED");
    if (!step.byStaff && lacks(model) > 0) return expect(code).toBe("ANSWERS_MISSING");
    model.status = "CONFIRMED";
    return expect(code).toBe("ok");
  }
  const isLive = model.status === "PENDING" || model.status === "CONFIRMED";
  if (step.do === "resize") {
    await codeOf(changeQuantity(ctx, { id, quantity: step.quantity }));
    if (isLive)
      Object.assign(model, { quantity: step.quantity, names: Math.min(model.names, step.quantity) });
  } else if (step.do === "hand over") {
    await codeOf(handOverBooking(staff, { id, customer: { name: "Bea", contact } }));
    if (isLive) Object.assign(model, { names: 0, answers: new Set() });
  } else if (step.do === "cancel") {
    await codeOf(cancelBooking(ctx, { id }));
    if (isLive) model.status = "CANCELLED";
  } else if (step.do === "wait") {
    await passTime(ctx.db, HOLD_SECONDS);
    if (model.status === "PENDING") model.status = "FAILED";
  } else {
    await eraseCustomer(staff, { contact });
    if (!isLive) Object.assign(model, { names: 0, answers: new Set(), isErased: true });
  }
}

let histories = 0;

test("every history of questions and answers ends as in the model", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (steps) => {
      const contact = `history-${++histories}@example.org`;
      const { id: showId } = await createResource(staff, { kind: "show", name: "Hamlet" });
      const startsAt = new Date("2031-12-25T10:00:00Z");
      const endsAt = new Date("2031-12-25T11:00:00Z");
      const { id: slotId } = await createSlot(staff, {
        resourceId: showId,
        startsAt,
        endsAt,
        capacity: PLACES,
      });
      const { id } = await createBooking(ctx, { slotId, quantity: 2, customer: { name: "Ann", contact } });
      const nothing = { answers: new Set<Key>(), asked: new Set<Key>(), required: new Set<Key>() };
      const model: Model = {
        status: "PENDING",
        quantity: 2,
        names: 0,
        ...nothing,
        asksNames: false,
        isErased: false,
      };
      for (const step of steps) await run(model, { id, showId, contact }, step);
      const { status, quantity, attendees, answers } = await getBooking(ctx, { id });
      expect({
        status,
        quantity,
        names: attendees?.length ?? 0,
        answers: Object.keys(answers ?? {}).sort(),
      }).toEqual({
        status: model.status,
        quantity: model.quantity,
        names: model.names,
        answers: [...model.answers].sort(),
      });
    }),
    { numRuns: 120 },
  );
  expect(await brokenInvariants(ctx)).toEqual([]);
});
