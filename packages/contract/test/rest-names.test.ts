import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  type CreateScheduleInput,
  type ListBookingsInput,
  type restBooking,
  type restHold,
  type restListBookingsQuery,
  type restScheduleInput,
  restSlot,
  type restSlotInput,
  type Slot,
  snakeCase,
  snakeName,
  toRestSlot,
} from "../src/index.ts";

const ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";

test("names are turned to snake_case; a slot's times have names of their own", () => {
  expect(["id", "slotId", "checkedInAt"].map(snakeName)).toEqual(["id", "slot_id", "checked_in_at"]);
  expect(["startsAt", "endsAt", "bookableFrom"].map(snakeName)).toEqual([
    "start_time",
    "end_time",
    "bookable_from",
  ]);
});

test("values keep what they hold, and the order of their fields", () => {
  const renamed = snakeCase({ slotId: ID, customer: { firstName: "Ann" }, no: undefined });
  expectTypeOf(renamed).toEqualTypeOf<{ slot_id: string; customer: { firstName: string }; no: undefined }>();
  expect(Object.entries(renamed)).toEqual([
    ["slot_id", ID],
    ["customer", { firstName: "Ann" }],
    ["no", undefined],
  ]);
});

test("a slot has its resource's id twice, and fits the schema of slots", () => {
  const slot: Slot = {
    id: ID,
    resourceId: ID,
    kind: "show",
    resourceName: "Hamlet",
    startsAt: "2031-12-25T10:00:00.000Z",
    endsAt: "2031-12-25T11:00:00.000Z",
    capacity: 3,
    booked: 1,
    available: 2,
    waiting: 0,
    closed: false,
    bookableFrom: null,
    bookableUntil: null,
    cancelUntil: null,
    leadMinutes: 0,
    maxPerContact: null,
    metadata: { roomNumber: "3" },
    externalId: "slot-1",
    createdAt: "2031-12-24T10:00:00.000Z",
    updatedAt: "2031-12-24T10:00:00.000Z",
  };
  const rest = toRestSlot(slot);
  expect(rest).toMatchObject({
    resource_id: ID,
    show_id: ID,
    start_time: slot.startsAt,
    end_time: slot.endsAt,
  });
  expect(rest).not.toHaveProperty("doctor_id");
  expect(z.strictObject(restSlot.shape).parse(rest)).toEqual(rest);
});

test("types are derived with the schemas", () => {
  expectTypeOf<z.output<typeof restBooking>["checked_in_at"]>().toEqualTypeOf<string | null>();
  expectTypeOf<keyof z.output<typeof restHold>>().toEqualTypeOf<
    Exclude<keyof z.output<typeof restBooking>, "slot" | "resource"> | "expires_in_seconds" | "token"
  >();
  expectTypeOf<Omit<z.output<typeof restListBookingsQuery>, "envelope">>().toEqualTypeOf<
    Omit<ListBookingsInput, "direction">
  >();
  expectTypeOf<z.output<typeof restScheduleInput>>().toEqualTypeOf<
    Omit<CreateScheduleInput, "resourceId" | "idempotencyKey">
  >();
  expectTypeOf<z.output<typeof restSlotInput>["startsAt"]>().toEqualTypeOf<Date>();
});
