import { z } from "zod";
import { quantity } from "./booking.ts";
import { id, page, pageInput, text, timestamp, utcTime } from "./common.ts";

/** Scans of one upload: so many fit into a body. */
export const UPLOAD_MAX_SCANS = 200;
export const DEVICE_MAX_CHARACTERS = 40;
export const CODE_MAX_CHARACTERS = 300;
/** A device whose clock is further ahead is wrong. */
export const SCAN_AHEAD_MAX_MINUTES = 5;
export const SCAN_MAX_DAYS = 30;

/** What became of a scan. `ACCEPTED` and `TOO_MANY_PERSONS` let somebody in, or out. */
export const scanOutcome = z
  .enum([
    "ACCEPTED",
    "TOO_MANY_PERSONS",
    "DUPLICATE",
    "NOT_INSIDE",
    "WRONG_SLOT",
    "NOT_CONFIRMED",
    "CANCELLED",
    "UNKNOWN",
    "TAKEN_BACK",
    "IN_FUTURE",
    "TOO_OLD",
  ])
  .describe(
    "What became of it: `ACCEPTED`; `TOO_MANY_PERSONS` (as many were let in as the booking has places); `DUPLICATE` (an earlier scan had let them in, or out); `NOT_INSIDE` (nobody was in who could leave); `WRONG_SLOT`; `NOT_CONFIRMED`; `CANCELLED`; `UNKNOWN`; `TAKEN_BACK` (by a no-show); `IN_FUTURE` and `TOO_OLD` (not kept, the device's clock is wrong)",
  )
  .meta({ examples: ["ACCEPTED"] });

export const scanDirection = z
  .enum(["IN", "OUT"])
  .describe("Whether the persons come in or leave")
  .meta({ examples: ["IN"] });

const scanId = id.describe("Its id, a new UUID that the device gives: the same scan sent again counts once");
const code = text({ min: 1, max: CODE_MAX_CHARACTERS })
  .describe("What was read or typed: a booking's id, a link that ends with it, or its reference")
  .meta({ examples: ["018f4e2a-7c1b-7d3e-9a55-444444444444"] });
const device = text({ min: 1, max: DEVICE_MAX_CHARACTERS })
  .describe("The name of the device or its door; best no name of a person")
  .meta({ examples: ["Door 1"] });

/** A scan as a device tells of it. */
export const newScan = z.strictObject({
  scanId,
  code,
  direction: scanDirection.default("IN"),
  persons: quantity
    .optional()
    .describe("How many of the persons are in by then, or out where they leave; without it all"),
  scannedAt: timestamp.describe("When it was scanned, by the device's clock"),
  device: device.optional(),
});

export const mergeScansInput = z.strictObject({
  id: id.describe("The slot at whose door they were scanned"),
  scans: z.array(newScan).min(1).max(UPLOAD_MAX_SCANS).describe("The scans, in any order"),
});

/** A scan at the door of a slot; a check-in or check-out of staff is one, too. */
export const scan = z.object({
  scanId: id.describe("Its id"),
  slotId: id.describe("The slot at whose door it was scanned"),
  bookingId: id.nullable().describe("The booking; null: none was found"),
  direction: scanDirection,
  persons: z
    .int()
    .nullable()
    .describe("How many of the persons were in by then, or out; null: all of them")
    .meta({ examples: [2] }),
  scannedAt: utcTime.describe("When it was scanned"),
  device: z
    .string()
    .nullable()
    .describe("The name of the device; null: none was given, as for check-ins of staff")
    .meta({ examples: ["Door 1"] }),
  outcome: scanOutcome,
  earlierScanId: id.nullable().describe("Of a `DUPLICATE` the scan that came first; else null"),
  earlierScannedAt: utcTime.nullable().describe("When that was scanned; else null"),
  earlierDevice: z.string().nullable().describe("Its device; else null"),
  ticketSlotId: id.nullable().describe("Of a `WRONG_SLOT` the slot that the ticket is for; else null"),
});

/** What an upload did. */
export const mergedScans = z.object({
  items: z.array(scan).describe("What became of each scan, in the order of the upload"),
  changed: z
    .array(scan)
    .describe("Scans of earlier uploads that have another outcome now, because one of these was before them"),
});

/** The scans at the door of a slot, in the order in which they were scanned. */
export const listScansInput = z.strictObject({
  id: id.describe("The slot"),
  conflicts: z
    .boolean()
    .default(false)
    .describe("Whether to leave out what let somebody in or out as it should"),
  ...pageInput,
});

export const scanPage = page(scan);

export type ScanOutcome = z.output<typeof scanOutcome>;
export type NewScan = z.output<typeof newScan>;
export type MergeScansInput = z.output<typeof mergeScansInput>;
export type Scan = z.output<typeof scan>;
export type MergedScans = z.output<typeof mergedScans>;
export type ListScansInput = z.output<typeof listScansInput>;
export type ScanPage = z.output<typeof scanPage>;
