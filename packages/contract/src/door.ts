import { z } from "zod";
import { booking } from "./booking.ts";
import { id, page, pageInput, utcTime } from "./common.ts";
import { slot } from "./slot.ts";

const { quantity, customerName, status, checkedInAt, checkedIn, checkedOut, noShowAt } = booking.shape;
const bookingId = id.describe("The booking");
const reference = z
  .string()
  .describe("The reference of the booking, which people can read out")
  .meta({ examples: ["K32Y4-YTKJZ"] });

const persons = (what: string) => z.int().describe(what);

/** How many persons are at a slot. */
export const attendance = z.object({
  slotId: id.describe("The slot"),
  capacity: slot.shape.capacity,
  booked: slot.shape.booked,
  confirmed: persons("Persons of confirmed bookings"),
  checkedIn: persons("Persons who have come, those who have left included"),
  inside: persons("Persons who are inside now"),
  noShows: persons("Persons of bookings that are marked as a no-show"),
  asOf: utcTime.describe("When it was counted; the tag leaves it out"),
  updatedAt: utcTime.describe("When the slot or one of its bookings last changed"),
});

export const getAttendanceInput = z.strictObject({ id: id.describe("The slot") });

/** A booking of which somebody is inside. */
export const presence = z.object({
  bookingId,
  reference,
  customerName,
  inside: persons("How many of its persons are inside"),
  checkedIn,
  checkedInAt: utcTime.describe("When the first of them came"),
});

export const listInsideInput = z.strictObject({ id: id.describe("The slot"), ...pageInput });

export const presencePage = page(presence);

/** A booking as a door needs it while the network is away: no contact. */
export const doorEntry = z.object({
  bookingId,
  reference,
  code: z
    .string()
    .describe("What the QR code of its ticket says: a link that ends with the booking's id, or the id alone")
    .meta({ examples: ["https://tickets.example.org/b/018f4e2a-7c1b-7d3e-9a55-444444444444"] }),
  customerName,
  quantity,
  status: status.describe("`CONFIRMED`, or `PENDING`: a live hold, which may not come in yet"),
  checkedIn,
  checkedOut,
  checkedInAt,
  noShowAt,
});

export const listDoorInput = z.strictObject({ id: id.describe("The slot"), ...pageInput });

export const doorPage = page(doorEntry);

export type Attendance = z.output<typeof attendance>;
export type GetAttendanceInput = z.output<typeof getAttendanceInput>;
export type Presence = z.output<typeof presence>;
export type PresencePage = z.output<typeof presencePage>;
export type ListInsideInput = z.output<typeof listInsideInput>;
export type DoorEntry = z.output<typeof doorEntry>;
export type DoorPage = z.output<typeof doorPage>;
export type ListDoorInput = z.output<typeof listDoorInput>;
