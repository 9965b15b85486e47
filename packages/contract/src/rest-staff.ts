import { z } from "zod";
import { bookingStatus, contactToFind } from "./booking.ts";
import { id, timestamp } from "./common.ts";
import { erasure } from "./customer.ts";
import { pageQuery } from "./rest.ts";

/* REST's names for the lists that staff read. */

/** Which bookings; `from` and `to` are about the slot's start. */
const bookingFilters = {
  slot_id: id.optional(),
  resource_id: id.optional(),
  status: bookingStatus.optional(),
  from: timestamp.optional(),
  to: timestamp.optional(),
  contact: contactToFind.optional(),
};

export const restListBookingsQuery = z
  .strictObject({ ...bookingFilters, ...pageQuery })
  .transform(({ slot_id, resource_id, ...rest }) => ({ ...rest, slotId: slot_id, resourceId: resource_id }));

export const restExportBookingsQuery = z
  .strictObject(bookingFilters)
  .transform(({ slot_id, resource_id, ...rest }) => ({ ...rest, slotId: slot_id, resourceId: resource_id }));

export const restErasure = erasure.meta({ id: "Erasure" });
