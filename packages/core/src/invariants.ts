import { sql } from "kysely";
import { contactKeyOf, type DbContext } from "./shared/index.ts";

/** A rule that the data must keep, and the query that finds its violations. */
interface Invariant {
  rule: string;
  /** Selects a sentence per violation, as `what`. */
  violations: ReturnType<typeof sql<{ what: string }>>;
}

/** The quantity with which the booking in a row of `bookings` was placed. */
const placedQuantity = sql<number>`coalesce((
  SELECT (changed.before ->> 'quantity')::integer FROM audit AS changed
  WHERE changed.subject_id = bookings.id AND changed.action = 'booking.quantity_changed' ORDER BY changed.id LIMIT 1
), bookings.quantity)`;

/** What happened first is told by the ids in the audit, which a clock that is set back does not change. */
const INVARIANTS: readonly Invariant[] = [
  {
    rule: "no slot is oversold",
    violations: sql`
      SELECT format('slot %s: %s places booked of %s', slots.id, sum(bookings.quantity), slots.capacity) AS what
      FROM slots JOIN bookings ON bookings.slot_id = slots.id
      WHERE bookings.status IN ('PENDING', 'CONFIRMED')
      GROUP BY slots.id HAVING sum(bookings.quantity) > slots.capacity`,
  },
  {
    rule: "a slot's counter equals its bookings",
    violations: sql`
      SELECT format('slot %s: counter %s, bookings %s', slots.id, slots.booked, coalesce(sum(bookings.quantity), 0)) AS what
      FROM slots LEFT JOIN bookings ON bookings.slot_id = slots.id AND bookings.status IN ('PENDING', 'CONFIRMED')
      GROUP BY slots.id HAVING slots.booked <> coalesce(sum(bookings.quantity), 0)`,
  },
  {
    rule: "a slot's counter is between 0 and its capacity",
    violations: sql`
      SELECT format('slot %s: counter %s of %s', id, booked, capacity) AS what
      FROM slots WHERE booked NOT BETWEEN 0 AND capacity`,
  },
  {
    rule: "a deleted slot has no live bookings",
    violations: sql`
      SELECT format('slot %s: deleted at %s, live bookings: %s', slots.id, slots.deleted_at, count(*)) AS what
      FROM slots JOIN bookings ON bookings.slot_id = slots.id AND bookings.status IN ('PENDING', 'CONFIRMED')
      WHERE slots.deleted_at IS NOT NULL GROUP BY slots.id`,
  },
  {
    rule: "a slot is exclusive and of the kind as its resource is, and exclusive slots do not overlap",
    violations: sql`
      SELECT format('slot %s: exclusive is %s, kind is %s', slots.id, slots.exclusive, slots.kind) AS what
      FROM slots JOIN resources ON resources.id = slots.resource_id
      WHERE slots.exclusive <> resources.exclusive OR slots.kind <> resources.kind
      UNION ALL
      SELECT format('slots %s and %s overlap', one.id, other.id)
      FROM slots AS one JOIN slots AS other ON other.resource_id = one.resource_id AND one.id < other.id
        AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
      WHERE one.exclusive AND other.exclusive AND one.deleted_at IS NULL AND other.deleted_at IS NULL`,
  },
  {
    rule: "a slot counts those who wait for it, and a deleted one has none",
    violations: sql`
      SELECT format('slot %s: counts %s, waiting %s', slots.id, slots.waiting, count(entry.id)) AS what
      FROM slots LEFT JOIN waitlist_entries AS entry ON entry.slot_id = slots.id AND entry.status = 'WAITING'
      GROUP BY slots.id HAVING slots.waiting <> count(entry.id)
        OR (slots.deleted_at IS NOT NULL AND count(entry.id) > 0)`,
  },
  {
    rule: "nobody overtook who waits: the places of a promoted entry are its booking's",
    violations: sql`
      SELECT format('waitlist entry %s: %s places, booking %s: %s places', entry.id, entry.quantity, bookings.id,
        ${placedQuantity}) AS what
      FROM waitlist_entries AS entry JOIN bookings ON bookings.id = entry.booking_id
      WHERE entry.quantity <> ${placedQuantity}
      UNION ALL
      SELECT format('booking %s of slot %s: placed while waitlist entry %s waited for no more places', bookings.id,
        bookings.slot_id, entry.id)
      FROM waitlist_entries AS entry JOIN audit AS joined ON joined.subject_id = entry.id AND joined.action = 'waitlist.joined'
      JOIN audit AS placed ON placed.slot_id = entry.slot_id AND placed.action = 'booking.placed' AND placed.id > joined.id
      JOIN bookings ON bookings.id = ANY(placed.booking_ids) AND bookings.slot_id = entry.slot_id
        AND ${placedQuantity} >= entry.quantity
      JOIN slots ON slots.id = entry.slot_id
        AND (slots.lead_minutes = 0 OR bookings.created_at < slots.starts_at - make_interval(mins => slots.lead_minutes))
      WHERE entry.status = 'WAITING' AND NOT EXISTS (
        SELECT FROM waitlist_entries AS other WHERE other.booking_id = bookings.id AND other.number < entry.number
      ) AND NOT EXISTS (
        SELECT FROM audit WHERE subject_id = bookings.id AND action = 'booking.rescheduled'
      )`,
  },
  {
    rule: "no contact has more places of a slot than it may, unless staff gave them or changed the limit",
    violations: sql`
      SELECT format('slot %s: %s places of one contact, booking %s among them, limit %s', slots.id, sum(bookings.quantity),
        min(bookings.id::text), slots.max_per_contact) AS what
      FROM slots JOIN bookings ON bookings.slot_id = slots.id AND bookings.status IN ('PENDING', 'CONFIRMED')
        AND bookings.customer_contact IS NOT NULL
      WHERE slots.max_per_contact IS NOT NULL AND NOT EXISTS (
        SELECT FROM audit WHERE audit.slot_id = slots.id AND (audit.action = 'slot.updated' AND audit.after ? 'maxPerContact'
          OR audit.actor LIKE 'key:%' AND audit.action IN ('booking.placed', 'booking.rescheduled', 'booking.updated',
            'booking.handed_over', 'booking.quantity_changed'))
      )
      GROUP BY slots.id, ${contactKeyOf("bookings")} HAVING sum(bookings.quantity) > slots.max_per_contact`,
  },
  {
    rule: "a slot is of the resource that its schedule is of",
    violations: sql`
      SELECT format('slot %s: another resource than that of schedule %s', slots.id, schedules.id) AS what
      FROM slots JOIN schedules ON schedules.id = slots.schedule_id
      WHERE slots.resource_id <> schedules.resource_id`,
  },
  {
    rule: "a schedule has one row for an occurrence, its slot or the one that staff deleted",
    violations: sql`
      SELECT format('schedule %s: %s rows for the occurrence at %s', schedule_id, count(*), occurrence_at) AS what
      FROM slots WHERE schedule_id IS NOT NULL
      GROUP BY schedule_id, occurrence_at HAVING count(*) > 1 OR occurrence_at IS NULL`,
  },
  {
    rule: "an external id is that of one doctor or show, one slot that is not deleted, one booking",
    violations: sql`
      SELECT format('external id %s: %s %s', external_id, count(*), noun) AS what FROM (
        SELECT 'doctors and shows' AS noun, external_id FROM resources
        UNION ALL SELECT 'slots', external_id FROM slots WHERE deleted_at IS NULL
        UNION ALL SELECT 'bookings', external_id FROM bookings
      ) AS noted WHERE external_id IS NOT NULL GROUP BY noun, external_id HAVING count(*) > 1`,
  },
  {
    rule: "an erased booking has no name, no contact, no attendees, no answers and no metadata",
    violations: sql`
      SELECT DISTINCT format('booking %s: erased, but has a name, a contact, attendees, answers or metadata', bookings.id) AS what
      FROM audit JOIN bookings ON bookings.id = audit.subject_id
      WHERE audit.action = 'booking.erased' AND (bookings.customer_name <> 'erased'
        OR bookings.customer_contact IS NOT NULL OR bookings.metadata <> '{}'
        OR num_nonnulls(bookings.attendees, bookings.answers) > 0)`,
  },
  {
    rule: "a booking names no more persons than it has places",
    violations: sql`
      SELECT format('booking %s: %s names, %s places', id, cardinality(attendees), quantity) AS what
      FROM bookings WHERE cardinality(attendees) > quantity`,
  },
  {
    rule: "what of its resource has closed a slot keeps it closed, and nothing is open of an archived resource",
    violations: sql`
      SELECT format('slot %s: closed by %s, but open', id, closed_by) AS what
      FROM slots WHERE closed_by IS NOT NULL AND NOT closed
      UNION ALL
      SELECT format('slot %s: open, but resource %s is archived', slots.id, resources.id)
      FROM slots JOIN resources ON resources.id = slots.resource_id
      WHERE resources.archived_at IS NOT NULL AND NOT slots.closed AND slots.deleted_at IS NULL
        AND slots.ends_at > statement_timestamp()
      UNION ALL
      SELECT format('slot %s: closed by resource %s, which is not archived', slots.id, resources.id)
      FROM slots JOIN resources ON resources.id = slots.closed_by
      WHERE resources.archived_at IS NULL AND slots.deleted_at IS NULL
      UNION ALL
      SELECT format('slot %s: closed by absence %s, which has ended', slots.id, absences.id)
      FROM slots JOIN absences ON absences.id = slots.closed_by
      WHERE absences.ended_at IS NOT NULL AND slots.deleted_at IS NULL`,
  },
  {
    rule: "a booking FAILED for a reason, and no other booking has one",
    violations: sql`
      SELECT format('booking %s: %s, %s', id, status, coalesce(failure_reason, 'no reason')) AS what
      FROM bookings WHERE (status = 'FAILED') <> (failure_reason IS NOT NULL)`,
  },
  {
    rule: "only a confirmed booking is checked in or a no-show, and never both",
    violations: sql`
      SELECT format('booking %s: %s, checked in at %s, no-show at %s', id, status, checked_in_at, no_show_at) AS what
      FROM bookings WHERE num_nonnulls(checked_in_at, no_show_at) > (status = 'CONFIRMED')::integer`,
  },
  {
    rule: "no more persons of a booking are checked in than it has places",
    violations: sql`
      SELECT format('booking %s: %s checked in, %s places', id, checked_in, quantity) AS what
      FROM bookings WHERE checked_in NOT BETWEEN 1 AND quantity`,
  },
  {
    rule: "no more persons of a booking have left than have come",
    violations: sql`
      SELECT format('booking %s: %s left, %s checked in', id, checked_out, CASE WHEN checked_in_at IS NULL THEN 0
        ELSE coalesce(checked_in, quantity) END) AS what
      FROM bookings WHERE checked_out NOT BETWEEN 1 AND CASE WHEN checked_in_at IS NULL THEN 0
        ELSE coalesce(checked_in, quantity) END`,
  },
  {
    rule: "a booking knows of everybody whom a scan has let in, and since when",
    violations: sql`
      SELECT format('booking %s: %s checked in since %s, scans let in %s since %s', bookings.id, bookings.checked_in,
        bookings.checked_in_at, let_in.persons, let_in.since) AS what
      FROM (
        SELECT booking_id, max(least(persons, places)) AS persons, min(scanned_at) AS since,
          count(DISTINCT slot_id) AS slots, min(slot_id::text) AS slot
        FROM scans WHERE places IS NOT NULL AND direction = 'IN' GROUP BY booking_id
      ) AS let_in LEFT JOIN bookings ON bookings.id = let_in.booking_id
      WHERE bookings.checked_in_at IS NULL OR bookings.checked_in_at > let_in.since
        OR coalesce(bookings.checked_in, bookings.quantity) < let_in.persons
        OR let_in.slots > 1 OR let_in.slot <> bookings.slot_id::text`,
  },
  {
    rule: "a booking has the places that its last change of them gave it",
    violations: sql`
      SELECT format('booking %s: %s places, but last changed to %s', bookings.id, bookings.quantity, last.quantity) AS what
      FROM (
        SELECT DISTINCT ON (subject_id) subject_id, (after ->> 'quantity')::integer AS quantity FROM audit
        WHERE action = 'booking.quantity_changed' ORDER BY subject_id, id DESC
      ) AS last JOIN bookings ON bookings.id = last.subject_id
      WHERE bookings.quantity <> last.quantity`,
  },
  {
    rule: "a booking is as its last change in the audit left it",
    violations: sql`
      SELECT format('booking %s: %s, but last %s by %s', bookings.id, bookings.status, last.action, last.actor) AS what
      FROM (
        SELECT DISTINCT ON (subject_id) subject_id, action, actor, after ->> 'status' AS status FROM audit
        WHERE subject_id IS NOT NULL AND after ? 'status' ORDER BY subject_id, id DESC
      ) AS last JOIN bookings ON bookings.id = last.subject_id
      WHERE bookings.status <> last.status`,
  },
  {
    rule: "a booking of an order has its token, and no other booking has",
    violations: sql`
      SELECT format('booking %s: another token than order %s', bookings.id, orders.id) AS what
      FROM bookings JOIN orders ON orders.id = bookings.order_id
      WHERE bookings.token_hash IS DISTINCT FROM orders.token_hash
      UNION ALL
      SELECT format('booking %s: the token of order %s, but not of it', bookings.id, orders.id)
      FROM orders JOIN bookings ON bookings.token_hash = orders.token_hash
      WHERE bookings.order_id IS DISTINCT FROM orders.id`,
  },
  {
    rule: "no hold failed before it expired",
    violations: sql`
      SELECT format('booking %s: expired at %s, expires at %s', bookings.id, audit.at, bookings.expires_at) AS what
      FROM audit JOIN bookings ON bookings.id = ANY(audit.booking_ids)
      WHERE audit.action = 'booking.expired' AND bookings.failure_reason = 'HOLD_EXPIRED'
        AND audit.at < bookings.expires_at`,
  },
];

/** Violations of one rule that are listed; a rule is broken whatever their number. */
const NAMED_MAX_VIOLATIONS = 10;

/**
 * Checks the rules that must hold in every committed state of the database, all on one snapshot.
 * @returns a line per violation; none if every rule holds
 */
export async function brokenInvariants({ db }: DbContext): Promise<string[]> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      // Before the snapshot, because a table that a later migration rewrites looks empty to an older snapshot.
      await sql`LOCK TABLE slots, bookings IN ACCESS SHARE MODE`.execute(trx);
      const lines: string[] = [];
      for (const { rule, violations } of INVARIANTS) {
        const { rows } = await sql<{ what: string }>`${violations} LIMIT ${NAMED_MAX_VIOLATIONS}`.execute(
          trx,
        );
        lines.push(...rows.map(({ what }) => `${rule}: ${what}`));
      }
      return lines;
    });
}
