import { z } from "zod";
import {
  booking,
  bookingExpansion,
  cancelledBooking,
  changeQuantityInput,
  checkedInBooking,
  checkedOutBooking,
  checkInBookingInput,
  checkOutBookingInput,
  createBookingInput,
  createBookingsInput,
  type ExpandedBooking,
  type ExportedBooking,
  expandedBooking,
  exportedBooking,
  type Holds,
  handedOverBooking,
  handOverBookingInput,
  hold,
  holds,
  LINES_MAX,
  listBookingsInput,
  rescheduleBookingInput,
  updateBookingInput,
} from "../booking.ts";
import { metadataQuery } from "../metadata.ts";
import { timeZone } from "../time-zone.ts";
import { inputWithCustomer } from "./customer.ts";
import { camelCase, restInput, restObject, snakeCase, snakeName } from "./names.ts";
import { filtersOf, pageQuery, queryFlag, without } from "./request.ts";
import { restResource } from "./resource.ts";
import { restSlot, toRestSlot } from "./slot.ts";

const bookFields = without(createBookingInput.shape, "slotId", "customer", "idempotencyKey");

export const restBookInput = inputWithCustomer("Book", snakeCase(bookFields));

const line = restInput(createBookingsInput.shape.lines.element.shape).meta({
  id: "Line",
  description: "A slot to book, and how many of its places",
});
const bookManyFields = without(createBookingsInput.shape, "customer", "idempotencyKey");

export const restBookManyInput = inputWithCustomer("BookMany", {
  ...snakeCase(bookManyFields),
  lines: z.array(line).min(1).max(LINES_MAX).describe("The slots to book, with the places of each"),
});

export const restConfirmQuery = z
  .strictObject({
    reacquire: queryFlag.describe("`true`: an expired hold gets its places again if they are still free"),
  })
  .transform(({ reacquire }) => ({ reacquire: reacquire === "true" }));

export const restRescheduleInput = restInput(
  without(rescheduleBookingInput.shape, "id", "token", "idempotencyKey"),
).meta({
  id: "RescheduleBooking",
  description: "The slot that a booking moves to",
});

export const restChangeQuantityInput = restInput(
  without(changeQuantityInput.shape, "id", "token", "ifMatch", "idempotencyKey"),
).meta({
  id: "ChangeQuantity",
  description: "How many places a booking is to have",
});

export const restCheckInInput = restInput(without(checkInBookingInput.shape, "id", "idempotencyKey")).meta({
  id: "CheckIn",
  description: "How many of the persons are here by now, and at which door",
});

export const restCheckOutInput = restInput(without(checkOutBookingInput.shape, "id", "idempotencyKey")).meta({
  id: "CheckOut",
  description: "How many of the persons who came are out by now; without it all",
});

export const restUpdateBookingInput = restInput(
  without(updateBookingInput.shape, "id", "token", "ifMatch", "idempotencyKey"),
).meta({
  id: "UpdateBooking",
  description: "Changes of a booking; fields that are left out stay as they are",
  examples: [{ metadata: { order: "1234" } }],
});

export const restHandOverInput = inputWithCustomer(
  "HandOver",
  snakeCase(without(handOverBookingInput.shape, "id", "token", "customer", "idempotencyKey")),
);

const EXPANSION = `(${bookingExpansion.options.join("|")})`;
const EXPANSIONS = new RegExp(`^${EXPANSION}(,${EXPANSION})?$`);

/** `expand` in a query: names with commas between them, or the parameter repeated. */
const expand = z
  .preprocess((given, context) => {
    if (given === undefined) return undefined;
    const names = [given].flat().join();
    if (EXPANSIONS.test(names)) return names.split(",");
    context.addIssue({ code: "custom", message: "must be slot, resource, or slot,resource" });
    return z.NEVER;
  }, z.array(bookingExpansion).min(1).max(bookingExpansion.options.length).optional())
  .describe("What each booking brings along: its `slot`, its `resource`, or both, as `slot,resource`")
  .meta({ examples: [bookingExpansion.options] });

export const restGetBookingQuery = z.strictObject({ expand });

const listFilters = {
  ...without(filtersOf(listBookingsInput.shape), "q", "expand"),
  metadata: metadataQuery,
};

export const restListBookingsQuery = restInput({
  q: listBookingsInput.shape.q,
  ...listFilters,
  expand,
  ...pageQuery,
});

/** The filters of the list, and the form of the file. */
export const restExportBookingsQuery = z
  .strictObject({
    ...snakeCase(listFilters),
    bom: queryFlag.describe("`true`: a byte order mark first, from which Excel knows that the file is UTF-8"),
    time_zone: timeZone
      .optional()
      .describe("IANA name of the time zone of all times in the file; without it UTC"),
  })
  .transform(({ bom, time_zone, ...filters }) => ({
    filters: camelCase(filters),
    file: { hasByteOrderMark: bom === "true", timeZone: time_zone },
  }));

export const restBooking = restObject(booking)
  .extend({
    // Unions, because a reference would lose a description of its own otherwise.
    slot: z
      .union([restSlot, z.null()])
      .optional()
      .describe(expandedBooking.shape.slot.description ?? ""),
    resource: z
      .union([restResource])
      .optional()
      .describe(expandedBooking.shape.resource.description ?? ""),
  })
  .meta({
    id: "Booking",
    description: "A claim on places of one slot; a hold while it is `PENDING`",
  });

/** A booking under REST's names, and so what it brings along. */
export function toRestBooking({ slot, resource, ...booking }: ExpandedBooking): RestBooking {
  return {
    ...snakeCase(booking),
    ...(slot !== undefined && { slot: slot && toRestSlot(slot) }),
    ...(resource && { resource: snakeCase(resource) }),
  };
}

export const restCheckedInBooking = restObject(checkedInBooking).meta({
  id: "CheckedInBooking",
  description: "A booking whose customer came",
});

export const restCheckedOutBooking = restObject(checkedOutBooking).meta({
  id: "CheckedOutBooking",
  description: "A booking of which persons have left",
});

export const restHandedOverBooking = restObject(handedOverBooking).meta({
  id: "HandedOverBooking",
  description: "A booking that is somebody else's from now on, with the new `token`",
});

export const restCancelledBooking = restObject(cancelledBooking).meta({
  id: "CancelledBooking",
  description: "A booking that is cancelled, and how many places that released",
});

export const restHold = restObject(hold).meta({
  id: "Hold",
  description: "A new booking, live until `expires_at` unless it is confirmed, with its `token`",
});

export const restHolds = restObject(holds.omit({ items: true }))
  .extend({ bookings: z.array(restHold).describe(holds.shape.items.description ?? "") })
  .meta({ id: "Holds", description: "The holds that one request placed: an order" });

/** The holds of an order under REST's names. */
export const toRestHolds = ({ items, ...order }: Holds) => ({
  ...snakeCase(order),
  bookings: items.map(snakeCase),
});

/** The columns of an export: the fields of its bookings and REST's names for them. */
export const exportColumns = Object.keys(exportedBooking.shape).map((field) => ({
  field: field as keyof ExportedBooking,
  name: snakeName(field),
  /** Every time's name ends so, and nothing else's. */
  isTime: field.endsWith("At"),
}));

export type RestBooking = z.output<typeof restBooking>;
export type RestHold = z.output<typeof restHold>;
