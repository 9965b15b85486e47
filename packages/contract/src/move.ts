import { z } from "zod";
import { ABSENCE_MAX_DAYS, checkAbsence } from "./absence.ts";
import { booking } from "./booking.ts";
import { id, idempotencyKey, timestamp, utcTime } from "./common.ts";
import { timeZone } from "./time-zone.ts";

/** Bookings that one call moves, and that one preview plans for. */
export const MOVED_MAX_BOOKINGS = 500;
/** Days by which bookings are moved in one call, forwards or back. */
export const SHIFT_MAX_DAYS = ABSENCE_MAX_DAYS;
const DEFAULT_TIME_ZONE = "UTC";

/** The time of a doctor or show that is cleared: bookings of slots that are in it, or partly so. */
const clearedTime = {
  resourceId: id.describe("The doctor or show whose bookings are moved"),
  from: timestamp.describe(
    "When the time begins that is cleared: of slots that are still under way then, too",
  ),
  until: timestamp
    .describe(`When it is over, at most ${ABSENCE_MAX_DAYS} days later`)
    .meta({ examples: ["2031-12-26T18:00:00Z"] }),
};

const bookingId = id.describe("The booking");
const customerName = booking.shape.customerName;
const places = booking.shape.quantity;

export const previewMovesFields = z.strictObject({
  ...clearedTime,
  toResourceId: id
    .optional()
    .describe("The doctor or show that gets the bookings; left out: the same, on another day"),
  shiftDays: z
    .int()
    .min(-SHIFT_MAX_DAYS)
    .max(SHIFT_MAX_DAYS)
    .default(0)
    .describe("How many days later they are to be, on the clocks of the doctor or show; less than 0: earlier")
    .meta({ examples: [1] }),
  timeZone: timeZone
    .default(DEFAULT_TIME_ZONE)
    .describe("IANA name of the time zone of a doctor or show that has none; without it UTC"),
});

/** Refuses a time that is over before it begins, or too long. */
export const checkClearedTime = checkAbsence;

export const previewMovesInput = previewMovesFields.superRefine(checkClearedTime);

/** A booking, and the slot that it would get. */
export const plannedMove = z.object({
  bookingId,
  customerName,
  quantity: places,
  previousSlotId: id.describe("The slot that it is on"),
  previousStartsAt: utcTime
    .describe("When that slot starts")
    .meta({ examples: ["2031-12-25T10:00:00.000Z"] }),
  slotId: id.describe("The slot that it would get"),
  startsAt: utcTime.describe("When this slot starts").meta({ examples: ["2031-12-26T10:00:00.000Z"] }),
  endsAt: utcTime.describe("When this slot ends").meta({ examples: ["2031-12-26T11:00:00.000Z"] }),
  sameTime: z.boolean().describe("Whether it would keep its time of day, on the clocks of either"),
});

/** Why a booking has no slot in a plan. */
export const unplacedReason = z
  .enum(["NO_SEAT", "NOT_BOOKABLE", "BOOKING_CHECKED_IN"])
  .describe(
    "`NO_SEAT`: the slots that are as long have too few places left; `NOT_BOOKABLE`: no slot that is as long can be booked; `BOOKING_CHECKED_IN`: somebody has come already",
  );

/** A booking for which the plan has no slot. */
export const unplacedBooking = z.object({
  bookingId,
  customerName,
  quantity: places,
  slotId: id.describe("The slot that it is on"),
  startsAt: utcTime.describe("When that slot starts").meta({ examples: ["2031-12-25T10:00:00.000Z"] }),
  reason: unplacedReason,
});

/** What would become of the bookings of a time; nothing is changed. */
export const movePreview = z.object({
  fits: z.boolean().describe("Whether every booking of that time has a slot in `moves`"),
  moves: z
    .array(plannedMove)
    .describe(`What could be moved, in the order of the starts, at most ${MOVED_MAX_BOOKINGS}`),
  unplaced: z.array(unplacedBooking).describe("For whom there is no slot, in the same order"),
  remaining: z
    .int()
    .describe(`Bookings beyond the first ${MOVED_MAX_BOOKINGS}, which are left out: move these first`)
    .meta({ examples: [0] }),
});

const wantedMove = z.strictObject({
  bookingId: bookingId.describe("The booking to move"),
  slotId: id.describe("The slot that it is to get"),
});

/** Whether no booking is to be moved twice. */
export const hasEachOnce = (moves: readonly { bookingId: string }[]): boolean =>
  new Set(moves.map((move) => move.bookingId)).size === moves.length;

export const EACH_ONCE = { error: "must have each booking once" };

export const moveBookingsFields = z.strictObject({
  ...clearedTime,
  moves: z
    .array(wantedMove)
    .min(1)
    .max(MOVED_MAX_BOOKINGS)
    .refine(hasEachOnce, EACH_ONCE)
    .describe("Which bookings, and where to: those of a preview, all of them or some"),
  idempotencyKey: idempotencyKey.optional(),
});

export const moveBookingsInput = moveBookingsFields.superRefine(checkClearedTime);

/** A booking that was moved. */
export const movedBooking = z.object({
  bookingId,
  previousSlotId: id.describe("The slot that it was on"),
  slotId: id.describe("The slot that it is on now"),
});

/** What became of the bookings that were to be moved. */
export const movedBookings = z.object({
  moved: z.array(movedBooking).describe("The bookings that were moved, in the order of the request"),
  unchanged: z
    .array(id)
    .describe("Those that needed no move any more: cancelled, expired, or on that slot already"),
});

export type PreviewMovesInput = z.output<typeof previewMovesInput>;
export type PlannedMove = z.output<typeof plannedMove>;
export type UnplacedBooking = z.output<typeof unplacedBooking>;
export type MovePreview = z.output<typeof movePreview>;
export type MoveBookingsInput = z.output<typeof moveBookingsInput>;
export type MovedBooking = z.output<typeof movedBooking>;
export type MovedBookings = z.output<typeof movedBookings>;
