import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./generated/router.ts";

/** What each procedure takes: `RouterInputs["slots"]["list"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;

/** What each procedure returns: `RouterOutputs["slots"]["list"]`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** A time in which a doctor or a show is away. */
export type Absence = RouterOutputs["absences"]["get"];

/** What owns slots: a doctor or a show. */
export type Resource = RouterOutputs["resources"]["get"];

/** The rules from which slots of a resource are made ahead. */
export type Schedule = RouterOutputs["schedules"]["get"];

/** A bookable time of one resource. */
export type Slot = RouterOutputs["slots"]["get"];

/** A claim on places of one slot. */
export type Booking = RouterOutputs["bookings"]["confirm"];

/** Where the bookings of a time could go, and for whom there is no slot. */
export type MovePreview = RouterOutputs["bookings"]["previewMoves"];

/** The bookings of one call, which are read, confirmed, extended and cancelled as one. */
export type Order = RouterOutputs["orders"]["get"];

/** A booking as it is read, with its `slot` and `resource` where `expand` asked for them. */
export type ExpandedBooking = RouterOutputs["bookings"]["get"];

/** How many persons are expected at a slot, have come, and are inside. */
export type Attendance = RouterOutputs["slots"]["attendance"];

/** A scan at the door of a slot, and what became of it. */
export type Scan = RouterOutputs["slots"]["scans"]["items"][number];

/** Somebody who waits for places of a full slot. */
export type WaitlistEntry = RouterOutputs["waitlist"]["get"];

/** A change: who made it, when, to what. */
export type AuditEntry = RouterOutputs["audit"]["list"]["items"][number];

/** Something that the world outside should hear of. */
export type Event = RouterOutputs["events"]["list"]["items"][number];

/** An address that hears of events. */
export type Webhook = RouterOutputs["webhooks"]["get"];

/** An event that is sent, or was sent, to a webhook, with its attempts. */
export type Delivery = RouterOutputs["webhooks"]["replayDelivery"];

/** A booking just made, with the seconds that it lives unless it is confirmed. */
export type Hold = RouterOutputs["bookings"]["create"];

/** What a stream of slots sends: the state of all, that of one slot, or that one is gone. */
export type SlotsMessage =
  RouterOutputs["slots"]["watch"] extends AsyncIterable<{ data: infer Message }> ? Message : never;
