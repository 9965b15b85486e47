/* Generated from the contract by `npm run generate`. Change packages/contract/src/webhook-event.ts. */

/** The `data` of what webhooks are sent, by type. */
export interface WebhookEventData {
  /** A hold was placed */
  "booking.held": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A hold was confirmed, also one that had expired (`reacquire`) */
  "booking.confirmed": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A hold or a confirmed booking was cancelled, and `released_places` places came free */
  "booking.cancelled": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
    /** How many places of the slot the cancellation released; a repetition is told the same */
    released_places: number;
  };
  /** A hold was not confirmed in time */
  "booking.expired": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A hold got more time */
  "booking.extended": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A hold expires earlier, because its slot ends or closes earlier */
  "booking.shortened": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A booking was moved from the slot `previous_slot_id` */
  "booking.rescheduled": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
    /** The slot before */
    previous_slot_id: string;
  };
  /** A booking got more places, or fewer, than the `previous_quantity` */
  "booking.quantity_changed": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
    /** How many places it had before */
    previous_quantity: number;
  };
  /** The customer's name or contact, the attendees, the answers, metadata, the external id, the language or the trouble with mails of a booking changed */
  "booking.updated": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A booking is somebody else's from now on, and its earlier tokens have ended */
  "booking.handed_over": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** The customer has come, or more of the persons, or some have come back: `checked_in` says how many have come, `checked_out` how many of these are out */
  "booking.checked_in": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** The customer has left, or some of the persons: `checked_out` says how many are out */
  "booking.checked_out": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** The customer did not come */
  "booking.no_show": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** The slot got another time, so a no-show counts no longer */
  "booking.no_show_cleared": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A late confirmation found the places taken; a payment may need a refund. Once per booking */
  "booking.confirmed_too_late": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id: string | null;
    /** `PENDING` while it is a live hold */
    status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
    /** When the customer was checked in; else null */
    checked_in_at: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at: string | null;
  };
  /** A slot was made */
  "slot.created": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** Fields of a slot changed */
  "slot.updated": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** A slot was closed for new bookings */
  "slot.closed": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** A closed slot was opened again */
  "slot.reopened": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** A slot was deleted */
  "slot.deleted": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** The last free place of a slot was taken */
  "slot.sold_out": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** A sold-out slot has a free place again that no entry waits for */
  "slot.available": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** When the slot starts */
    start_time?: string;
    /** When the slot ends */
    end_time?: string;
    /** All places of the slot */
    capacity?: number;
    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
    closed: boolean;
    /** When the booking window begins; null: no bound */
    bookable_from?: string | null;
    /** When the booking window ends; null: no bound */
    bookable_until?: string | null;
    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Minutes before the start until which customers may book; 0: until the slot ends */
    lead_minutes?: number;
    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
    max_per_contact?: number | null;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** An entry (`entry_id`) joined a waitlist */
  "waitlist.joined": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The entry of the waitlist */
    entry_id: string;
    /** Whether it waits, was promoted, or has left */
    status?: "WAITING" | "PROMOTED" | "LEFT";
    /** How many places of the slot */
    quantity?: number;
  };
  /** An entry became a hold, which the customer has to confirm before `expires_at` */
  "waitlist.promoted": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking */
    booking_id: string;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The entry of the waitlist */
    entry_id: string;
    /** Whether it waits, was promoted, or has left */
    status?: "WAITING" | "PROMOTED" | "LEFT";
    /** How many places of the slot */
    quantity: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at: string;
  };
  /** An entry left a waitlist */
  "waitlist.left": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The entry of the waitlist */
    entry_id: string;
    /** Whether it waits, was promoted, or has left */
    status?: "WAITING" | "PROMOTED" | "LEFT";
    /** How many places of the slot */
    quantity?: number;
  };
  /** An entry can never be promoted, because its slot is gone, over or too small, or its contact has its share */
  "waitlist.closed": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot */
    slot_id: string;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The entry of the waitlist */
    entry_id: string;
    /** Whether it waits, was promoted, or has left */
    status?: "WAITING" | "PROMOTED" | "LEFT";
    /** How many places of the slot */
    quantity?: number;
  };
  /** A doctor or show was made */
  "resource.created": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** Its name */
    name?: string;
    /** A doctor's specialization or a show's genre; null: none */
    specialization?: string | null;
    /** Whether its slots must not overlap */
    exclusive?: boolean;
    /** IANA name of the time zone in which customers read its times; null: UTC */
    time_zone?: string | null;
    /** Since when nothing new is booked or made for it; null: it is not archived */
    archived_at?: string | null;
    /** Whether customers name a person for each place before they confirm */
    asks_attendees?: boolean;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** Fields of a doctor or show changed */
  "resource.updated": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** Whether it is a doctor or a show */
    kind?: "doctor" | "show";
    /** Its name */
    name?: string;
    /** A doctor's specialization or a show's genre; null: none */
    specialization?: string | null;
    /** Whether its slots must not overlap */
    exclusive?: boolean;
    /** IANA name of the time zone in which customers read its times; null: UTC */
    time_zone?: string | null;
    /** Since when nothing new is booked or made for it; null: it is not archived */
    archived_at?: string | null;
    /** Whether customers name a person for each place before they confirm */
    asks_attendees?: boolean;
    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
    external_id?: string | null;
  };
  /** A doctor or show is away for a time; its slots there are closed */
  "absence.created": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** When it begins */
    from: string;
    /** When it is over */
    until: string;
    /** How many open slots it has closed */
    slots_closed: number;
    /** When staff ended it, and its slots were opened again; else null */
    ended_at?: string | null;
    /** How many slots its end has opened again */
    slots_reopened?: number;
  };
  /** An absence was ended; the slots that it had closed are open again */
  "absence.ended": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** When it begins */
    from: string;
    /** When it is over */
    until: string;
    /** How many open slots it has closed */
    slots_closed: number;
    /** When staff ended it, and its slots were opened again; else null */
    ended_at?: string | null;
    /** How many slots its end has opened again */
    slots_reopened?: number;
  };
  /** A schedule was made */
  "schedule.created": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** The days that have slots: an RRULE */
    rrule?: string;
    /** IANA name of the time zone of all days and times here */
    time_zone?: string;
    /** The first day */
    starts_on?: string;
    /** The last day; null: no end */
    ends_on?: string | null;
    /** When the first slot of a day starts */
    opens_at?: string;
    /** When the last slot of a day has ended; a time before `opens_at` is on the next day */
    closes_at?: string;
    /** Further hours of the same days */
    more_hours?: Array<string>;
    /** Length of a slot */
    slot_minutes?: number;
    /** Pause between two slots */
    gap_minutes?: number;
    /** Places of each slot */
    capacity?: number;
    /** Customers may book a slot until so many minutes before its start */
    lead_minutes?: number;
    /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Places of each slot that one contact may have; null: no limit */
    max_per_contact?: number | null;
    /** A slot's booking window begins so many minutes before its start; null: no bound */
    bookable_from_minutes?: number | null;
    /** A slot's booking window ends so many minutes before its start; null: no bound */
    bookable_until_minutes?: number | null;
    /** Days after today for which slots are made */
    horizon_days?: number;
    /** Days without slots */
    exceptions?: Array<string>;
    /** Imported days without slots, each with the name of its file */
    holidays?: Array<string>;
  };
  /** Fields, exceptions or holidays of a schedule changed */
  "schedule.updated": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** The days that have slots: an RRULE */
    rrule?: string;
    /** IANA name of the time zone of all days and times here */
    time_zone?: string;
    /** The first day */
    starts_on?: string;
    /** The last day; null: no end */
    ends_on?: string | null;
    /** When the first slot of a day starts */
    opens_at?: string;
    /** When the last slot of a day has ended; a time before `opens_at` is on the next day */
    closes_at?: string;
    /** Further hours of the same days */
    more_hours?: Array<string>;
    /** Length of a slot */
    slot_minutes?: number;
    /** Pause between two slots */
    gap_minutes?: number;
    /** Places of each slot */
    capacity?: number;
    /** Customers may book a slot until so many minutes before its start */
    lead_minutes?: number;
    /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Places of each slot that one contact may have; null: no limit */
    max_per_contact?: number | null;
    /** A slot's booking window begins so many minutes before its start; null: no bound */
    bookable_from_minutes?: number | null;
    /** A slot's booking window ends so many minutes before its start; null: no bound */
    bookable_until_minutes?: number | null;
    /** Days after today for which slots are made */
    horizon_days?: number;
    /** Days without slots */
    exceptions?: Array<string>;
    /** Imported days without slots, each with the name of its file */
    holidays?: Array<string>;
  };
  /** A schedule was deleted */
  "schedule.deleted": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show */
    resource_id: string;
    /** The days that have slots: an RRULE */
    rrule?: string;
    /** IANA name of the time zone of all days and times here */
    time_zone?: string;
    /** The first day */
    starts_on?: string;
    /** The last day; null: no end */
    ends_on?: string | null;
    /** When the first slot of a day starts */
    opens_at?: string;
    /** When the last slot of a day has ended; a time before `opens_at` is on the next day */
    closes_at?: string;
    /** Further hours of the same days */
    more_hours?: Array<string>;
    /** Length of a slot */
    slot_minutes?: number;
    /** Pause between two slots */
    gap_minutes?: number;
    /** Places of each slot */
    capacity?: number;
    /** Customers may book a slot until so many minutes before its start */
    lead_minutes?: number;
    /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
    cancel_until?: number | null;
    /** Places of each slot that one contact may have; null: no limit */
    max_per_contact?: number | null;
    /** A slot's booking window begins so many minutes before its start; null: no bound */
    bookable_from_minutes?: number | null;
    /** A slot's booking window ends so many minutes before its start; null: no bound */
    bookable_until_minutes?: number | null;
    /** Days after today for which slots are made */
    horizon_days?: number;
    /** Days without slots */
    exceptions?: Array<string>;
    /** Imported days without slots, each with the name of its file */
    holidays?: Array<string>;
  };
  /** The server disabled a webhook (`webhook_id`) */
  "webhook.disabled": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The webhook */
    webhook_id: string;
    /** Whether events are sent: false */
    active: boolean;
    /** Why the server disabled it: `GONE`, it was answered 410; `FAILING`, nothing was accepted for three days */
    disabled_for: "GONE" | "FAILING";
  };
  /** Name and contact of a booking or an entry (`entry_id`) were erased */
  "customer.erased": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The slot, for events of slots, bookings and entries; else null */
    slot_id: string | null;
    /** The booking; null: none */
    booking_id: string | null;
    /** The doctor or show that it is about, or whose slot; null: none */
    resource_id: string | null;
    /** The order that it belongs to, with the other bookings of the same call; null: none */
    order_id?: string | null;
    /** `PENDING` while it is a live hold */
    status?: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
    /** Why it is `FAILED`; else null */
    failure_reason?: "HOLD_EXPIRED" | null;
    /** How many places of the slot */
    quantity?: number;
    /** When the hold expires; it has no meaning once the booking is confirmed */
    expires_at?: string;
    /** When the customer was checked in; else null */
    checked_in_at?: string | null;
    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
    checked_in?: number;
    /** How many of these have left again; `checked_in` less this many are inside */
    checked_out?: number;
    /** When the customer was marked as a no-show; else null */
    no_show_at?: string | null;
    /** The entry of the waitlist */
    entry_id?: string;
  };
  /** A ping, which an admin asked for; it is no event */
  "webhook.ping": {
    /** The id of the event, and the header `webhook-id` */
    id: string;
    /** The webhook */
    webhook_id: string;
  };
}

/** A type of what webhooks are sent. More may come: leave those alone that you do not know. */
export type WebhookEventType = keyof WebhookEventData;

/** What a webhook is sent: `type` tells which `data` it has. */
export type WebhookEvent = {
  [Type in WebhookEventType]: {
    /** What happened. */
    type: Type;
    /** When it happened */
    timestamp: string;
    /** The ids, and the state after the change. */
    data: WebhookEventData[Type];
  };
}[WebhookEventType];
