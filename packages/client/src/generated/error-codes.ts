/* Generated from the served router by `npm run generate`. Change the server, not this file. */

/** Every error code of the server with its HTTP status. */
export const ERROR_STATUS = {
  /**
   * Invalid input (400). The body, an id in the path or a query parameter is not as the endpoint asks, or is not UTF-8. Or the request is malformed HTTP: a broken header, headers that are too large, a request that takes too long to arrive.
   *
   * Mend the fields that `issues` names, and send it anew. The same request is refused again.
   */
  INVALID_INPUT: 400,
  /**
   * Invalid idempotency key (400). An idempotency key was sent with a change that takes none; `detail` says why. Nothing was changed.
   *
   * Send it without a key. Whether it may be repeated, its description says.
   */
  IDEMPOTENCY_KEY_NOT_ALLOWED: 400,
  /**
   * Invalid contact (400). The slot limits the places of each contact (`max_per_contact`), and the booking or the waitlist entry has no contact, or would have none any more; with an API key it may have none.
   *
   * Ask the customer for a contact, and send it with the request.
   */
  CONTACT_REQUIRED: 400,
  /**
   * Unauthorized (401). The call, or a field of it such as `external_id`, needs an API key and none was sent, or the key that was sent is unknown, revoked or expired.
   *
   * Send a valid API key as `Authorization: Bearer hf_live_…`.
   */
  UNAUTHORIZED: 401,
  /**
   * Forbidden (403). The API key has the role `desk`, and the call needs `admin`; or a session of the console was used from a page of another server.
   *
   * Use an API key with the role `admin`; change what a session may change from the console alone.
   */
  FORBIDDEN: 403,
  /**
   * Not found (404). There is no such path or procedure.
   *
   * Compare the address with the list of endpoints.
   */
  NOT_FOUND: 404,
  /**
   * Doctor not found (404). No doctor has this id.
   *
   * Check the id: an id of a show is not one of a doctor.
   */
  DOCTOR_NOT_FOUND: 404,
  /**
   * Show not found (404). No show has this id.
   *
   * Check the id: an id of a doctor is not one of a show.
   */
  SHOW_NOT_FOUND: 404,
  /**
   * Calendar not found (404). The address of the calendar was revoked, or never was one; or the doctor or show has no calendar.
   *
   * Ask whoever runs the server for the present address, or create a calendar.
   */
  CALENDAR_NOT_FOUND: 404,
  /**
   * Resource not found (404). No doctor and no show has this id; where the path names no kind: over tRPC, and of a stream.
   *
   * Check the id.
   */
  RESOURCE_NOT_FOUND: 404,
  /**
   * Slot not found (404). No slot has this id, or the slot was deleted.
   *
   * List the slots again: the slot may be gone.
   */
  SLOT_NOT_FOUND: 404,
  /**
   * Schedule not found (404). No schedule has this id.
   *
   * List the schedules again: the schedule may be gone.
   */
  SCHEDULE_NOT_FOUND: 404,
  /**
   * Absence not found (404). There is no absence with this id.
   *
   * List the absences of the doctor or show.
   */
  ABSENCE_NOT_FOUND: 404,
  /**
   * Booking not found (404). No booking has this id, or the caller has neither its token nor an API key.
   *
   * Check the id, and send the booking's token as `Booking-Token`, or an API key.
   */
  BOOKING_NOT_FOUND: 404,
  /**
   * Order not found (404). No order has this id, all of its bookings were handed over, or the caller has neither its token nor an API key.
   *
   * Check the id, and send the order's token as `Booking-Token`, or an API key.
   */
  ORDER_NOT_FOUND: 404,
  /**
   * Waitlist entry not found (404). No waitlist entry has this id, or the caller has neither its token nor an API key.
   *
   * Check the id, and send the entry's token as `Booking-Token`, or an API key.
   */
  WAITLIST_ENTRY_NOT_FOUND: 404,
  /**
   * Key not found (404). No API key has this id.
   *
   * List the keys again.
   */
  KEY_NOT_FOUND: 404,
  /**
   * Webhook not found (404). No webhook has this id.
   *
   * List the webhooks again: the webhook may be gone.
   */
  WEBHOOK_NOT_FOUND: 404,
  /**
   * Delivery not found (404). No delivery has this id: its webhook is gone, or it is older than 30 days.
   *
   * List the deliveries of the webhook again.
   */
  DELIVERY_NOT_FOUND: 404,
  /**
   * Method not allowed (405). The path exists with other methods: the header `Allow` names them.
   *
   * Use one of the methods in `Allow`.
   */
  METHOD_NOT_ALLOWED: 405,
  /**
   * No available seat (409). Fewer places are free than the request asks for; waitlist entries that fit come first.
   *
   * Offer another slot, fewer places or the waitlist. Asking again helps only once places are free.
   */
  NO_SEAT: 409,
  /**
   * Limit per contact reached (409). The contact would have more places of the slot than its `max_per_contact`, in live holds, confirmed bookings and waiting entries; `detail` says how many it may have. With an API key a booking may exceed it, a waitlist entry may not.
   *
   * Ask for fewer places, or give some of the contact's back first. Asking again does not help.
   */
  CONTACT_LIMIT: 409,
  /**
   * Not bookable (409). The slot is closed, or the time is outside its booking window; for callers without an API key also: its lead time has begun, or it has ended.
   *
   * Offer another slot, or ask again when the booking window is open.
   */
  NOT_BOOKABLE: 409,
  /**
   * Hold expired (409). An expired hold is confirmed, extended, rescheduled, handed over, given another quantity or cancelled, by itself or with its order.
   *
   * Book anew, or confirm with `reacquire` to take the places again if they are still free.
   */
  HOLD_EXPIRED: 409,
  /**
   * Booking is not pending (409). A cancelled booking is confirmed, extended, rescheduled, handed over or given another quantity, or a confirmed one is extended.
   *
   * Read the booking and show its status.
   */
  BOOKING_NOT_PENDING: 409,
  /**
   * Bookings cannot be moved (409). Of several bookings that are to be moved at once, some cannot be: `issues` has each of them with its place in the list and its `code`. None was moved.
   *
   * Ask for a preview again, look at it, and send what it says; or leave those out that `issues` names.
   */
  MOVES_REFUSED: 409,
  /**
   * Slot overlaps another (409). Two slots of an exclusive resource would overlap. `detail` lists the overlapping slots when a resource is to become exclusive, and `issues` those of several new ones.
   *
   * Choose times that are free, or move the slots that `detail` names.
   */
  SLOT_OVERLAP: 409,
  /**
   * Slot of another resource (409). A customer reschedules a booking to a slot of another resource; with an API key it can be.
   *
   * Choose a slot of the same doctor or show; ask the staff; or cancel, and book anew.
   */
  OTHER_RESOURCE: 409,
  /**
   * Doctor or show is archived (409). A slot or a schedule is to be made for an archived doctor or show, or one of its slots opened.
   *
   * Undo the archiving first, with `archived` false.
   */
  RESOURCE_ARCHIVED: 409,
  /**
   * Booking is not confirmed (409). A booking that is not `CONFIRMED` is checked in, checked out or marked as a no-show.
   *
   * Confirm the booking first, if it is a live hold.
   */
  BOOKING_NOT_CONFIRMED: 409,
  /**
   * Answers are missing (409). A customer confirms a booking that lacks a name or an answer which its doctor or show asks for, or takes one away from a confirmed booking; `issues` names each that is missing. With an API key it is possible.
   *
   * Give the booking what `issues` names, then confirm it again.
   */
  ANSWERS_MISSING: 409,
  /**
   * Booking is not checked in (409). A booking is checked out of which nobody was checked in.
   *
   * Check the customer in first, if that was forgotten.
   */
  BOOKING_NOT_CHECKED_IN: 409,
  /**
   * Ticket of another slot (409). A booking is checked in at the door of a slot that it is not for; `detail` says which slot it is for. Nothing was changed.
   *
   * Send the customer to the slot that `detail` names.
   */
  WRONG_SLOT: 409,
  /**
   * Booking is checked in (409). A booking is cancelled, rescheduled or handed over, or its slot moved to another time, after the customer was checked in; or it is to have fewer places than persons were checked in.
   *
   * Mark it as a no-show first, if the check-in was a mistake.
   */
  BOOKING_CHECKED_IN: 409,
  /**
   * Booking is erased (409). A name, a contact, answers or metadata are to be noted on a booking whose customer was erased. Its external id may still be changed, and its metadata removed.
   *
   * Note nothing about this customer any more: send the change without names, contact, answers and `metadata`.
   */
  BOOKING_ERASED: 409,
  /**
   * Too late to cancel (409). A confirmed booking is cancelled, rescheduled or given another quantity after the slot's `cancel_until` or its end, or handed over after its end; with an API key it still can be.
   *
   * Ask the staff, who still can cancel with an API key.
   */
  CANCELLATION_CLOSED: 409,
  /**
   * Slot has places (409). A waitlist is joined while the places can be booked.
   *
   * Book the slot.
   */
  SLOT_NOT_FULL: 409,
  /**
   * Waitlist is full (409). The slot has as many waiting entries as it may have.
   *
   * Offer another slot.
   */
  WAITLIST_FULL: 409,
  /**
   * Waitlist entry is promoted (409). The entry that is to leave the waitlist has been promoted: its booking can be cancelled while it is live.
   *
   * Confirm or cancel the booking that the entry became: the entry has its id.
   */
  WAITLIST_ENTRY_PROMOTED: 409,
  /**
   * Capacity below booked (409). A slot's capacity is to fall below the places booked; `detail` says how many are booked.
   *
   * Choose at least as many places as are booked, or cancel bookings first.
   */
  CAPACITY_BELOW_BOOKED: 409,
  /**
   * Slot has bookings (409). The slot to be deleted has live holds or confirmed bookings; `detail` says how many.
   *
   * Cancel or move the bookings first, or close the slot instead.
   */
  SLOT_HAS_BOOKINGS: 409,
  /**
   * External id is taken (409). Another doctor or show, another slot that is not deleted, or another booking, whatever its status, has this external id; `detail` has its id, or `issues` where several slots are created.
   *
   * Look at the one that `detail` names: it may be what an earlier attempt of yours made. Else take another id.
   */
  EXTERNAL_ID_TAKEN: 409,
  /**
   * Too many webhooks (409). The server has as many webhooks as it may have: 50.
   *
   * Delete one that is no longer needed, or let one receiver pass events on.
   */
  WEBHOOKS_FULL: 409,
  /**
   * Webhook is not active (409). A webhook that is paused, or that the server has disabled, is to be pinged.
   *
   * Set `active` to true first.
   */
  WEBHOOK_INACTIVE: 409,
  /**
   * Idempotency key in use (409). A request with this idempotency key is still under way: ask again after `Retry-After` seconds.
   *
   * Wait as `Retry-After` says, and send the same request again.
   */
  IDEMPOTENCY_KEY_IN_USE: 409,
  /**
   * Precondition failed (412). It has changed since the caller read it: no tag of `If-Match`, or another `updatedAt` than `ifMatch`, is the present one. Read it again, and decide anew.
   *
   * Read it again, decide anew, and send the change with the new version.
   */
  PRECONDITION_FAILED: 412,
  /**
   * Payload too large (413). The body is too large.
   *
   * Send less: 64 KiB at most.
   */
  PAYLOAD_TOO_LARGE: 413,
  /**
   * Unsupported media type (415). The body was not sent as `application/json`, or with another charset than UTF-8; REST also takes `application/…+json`.
   *
   * Send JSON in UTF-8, as `Content-Type: application/json`.
   */
  UNSUPPORTED_MEDIA_TYPE: 415,
  /**
   * Idempotency key mismatch (422). The idempotency key was used for another request within 24 hours.
   *
   * Make a new idempotency key for every new request; repeat a request unchanged.
   */
  IDEMPOTENCY_MISMATCH: 422,
  /**
   * Too many requests (429). Too many requests, streams or live holds: ask again after `Retry-After` seconds.
   *
   * Wait as `Retry-After` says. For holds: confirm or cancel some first; for streams: close some.
   */
  RATE_LIMITED: 429,
  /**
   * server error (500). A defect; the log has the cause under the `request_id`.
   *
   * Ask again with the same idempotency key. If it stays, give the operator the `request_id`.
   */
  INTERNAL: 500,
  /**
   * Busy (503). Ask again after `Retry-After` seconds. The database cannot be reached or is too slow, the slot stayed locked, the queue is full, or the request was queued for too long.
   *
   * Wait as `Retry-After` says, and send the same request with the same idempotency key again.
   */
  BUSY: 503,
} as const;
