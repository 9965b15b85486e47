import type { Call } from "./history.ts";
import type { BookingRow, Change } from "./observer.ts";

/* The sequential model of one slot. Its steps are the changes that the diary has, each at some moment between the
   first call that can have made it and the first answer that tells of it, and what the answers claim. */

export interface SlotState {
  capacity: number;
  booked: number;
  status: Map<string, string>;
}

/** How to undo a step that was taken; `same` where it changed nothing; `impossible` at this point. */
export type Effect = (() => void) | "same" | "impossible";

/** Something that happened at one moment between `from` and `until`, in milliseconds since 1970. */
export interface Step {
  what: string;
  from: number;
  until: number;
  /** When the database says that it happened: where the search begins to look. */
  hint: number;
  /** Steps with the same twin have the same effect, and nobody asked about them: one of them is enough to try. */
  twin?: string;
  take: (state: SlotState) => Effect;
}

/** How far the callers' clock and the database's, rounded to milliseconds, may be apart. */
export const CLOCK_TOLERANCE_MILLISECONDS = 3;

const VERB_OF: Record<string, Call["verb"]> = { PENDING: "book", CONFIRMED: "confirm", CANCELLED: "cancel" };

/** A booking with everything that was asked for it. */
interface Story {
  booking: BookingRow;
  calls: Call[];
}

/** The steps of one slot's history: what changed, what was claimed, and what is there in the end. */
export function stepsOf(
  calls: readonly Call[],
  bookings: readonly BookingRow[],
  changes: readonly Change[],
  endedAt: number,
): Step[] {
  const stories = new Map(bookings.map((booking) => [booking.id, { booking, calls: [] as Call[] }]));
  const idOf = new Map(bookings.map(({ key, id }) => [key, id]));
  const storyOf = (call: Call) => stories.get(call.bookingId ?? idOf.get(call.key ?? "") ?? "");
  for (const call of calls) storyOf(call)?.calls.push(call);
  const transactions = new Map<string, Step[]>();
  for (const change of changes) {
    const story = stories.get(change.bookingId);
    if (!story || change.became === "FAILED") continue;
    transactions.set(change.xact, [...(transactions.get(change.xact) ?? []), changeOf(change, story)]);
  }
  return [
    ...[...transactions.values()].map(atOnce),
    ...calls.flatMap((call) => claimOf(call, storyOf(call)?.booking) ?? []),
    ...[...stories.values()].map(endOfHold),
    ...bookings.map((booking) => claim(`in the end ${booking.key} is ${booking.status}`, endedAt, booking)),
  ];
}

/** A change that somebody asked for. */
function changeOf({ was, became, at }: Change, { booking, calls }: Story): Step {
  const asked = calls.filter(({ verb, outcome }) => verb === VERB_OF[became] && outcome.type !== "refused");
  const answered = asked.filter(({ outcome }) => outcome.type === "ok");
  // Whatever the answer's time: what was decided after the hold's end was decided wrongly.
  const latest =
    became === "CONFIRMED" ? booking.expiresAt + CLOCK_TOLERANCE_MILLISECONDS : Number.POSITIVE_INFINITY;
  const places = became === "PENDING" ? booking.quantity : became === "CANCELLED" ? -booking.quantity : 0;
  return {
    what: `${booking.key}: ${was} → ${became}, asked for ${asked.length} times`,
    from: Math.min(...asked.map(({ from }) => from)), // Infinity where nobody asked
    until: Math.min(latest, ...answered.map(({ until }) => until)),
    hint: became === "PENDING" ? booking.createdAt : at, // it was decided when the slot was locked
    take: (state) => {
      if ((state.status.get(booking.id) ?? null) !== was) return "impossible";
      if (state.booked + places > state.capacity) return "impossible";
      return moved(state, booking.id, became, places);
    },
  };
}

/** The changes of one transaction: there is no moment at which only some of them have happened. */
function atOnce(steps: readonly Step[]): Step {
  return {
    what: steps.map(({ what }) => what).join(" and "),
    from: Math.max(...steps.map(({ from }) => from)),
    until: Math.min(...steps.map(({ until }) => until)),
    hint: Math.max(...steps.map(({ hint }) => hint)),
    take: (state) => {
      const undos: (() => void)[] = [];
      const undo = () => {
        for (const one of undos.toReversed()) one();
      };
      for (const step of steps) {
        const effect = step.take(state);
        if (typeof effect === "function") undos.push(effect);
        else if (effect === "impossible") {
          undo();
          return "impossible";
        }
      }
      return undo;
    },
  };
}

/** What an answer claims of the moment at which it was given; an unknown outcome claims nothing. */
function claimOf(call: Call, booking: BookingRow | undefined): Step | undefined {
  const { verb, from, until, outcome, quantity } = call;
  if (outcome.type === "unknown" || verb === "read") return undefined;
  const isTrue = (state: SlotState): boolean => {
    if (outcome.type === "ok") {
      const status = booking && state.status.get(booking.id);
      if (verb === "book") return status !== undefined;
      return status === (verb === "confirm" ? "CONFIRMED" : "CANCELLED");
    }
    if (verb === "book") return outcome.code === "NO_SEAT" && state.booked + quantity > state.capacity;
    const status = booking && state.status.get(booking.id);
    if (status === "FAILED") return outcome.code === "HOLD_EXPIRED";
    return status === "CANCELLED" && verb === "confirm" && outcome.code === "BOOKING_NOT_PENDING";
  };
  const what = `${verb} ${call.key ?? call.bookingId ?? ""} → ${JSON.stringify(outcome)}`;
  return { what, from, until, hint: from, take: (state) => (isTrue(state) ? "same" : "impossible") };
}

/**
 * A hold ends at its time. Who tries to confirm it just then may make others overlook its places until that is
 * decided; that much is documented.
 */
function endOfHold({ booking, calls }: Story): Step {
  const { expiresAt, id, quantity } = booking;
  const confirmedUntil = calls
    .filter(({ verb, from }) => verb === "confirm" && from <= expiresAt + CLOCK_TOLERANCE_MILLISECONDS)
    .map(({ outcome, until }) => (outcome.type === "unknown" ? Number.POSITIVE_INFINITY : until));
  return {
    what: `the hold of ${booking.key} ends`,
    from: expiresAt - CLOCK_TOLERANCE_MILLISECONDS,
    until: Math.max(expiresAt + CLOCK_TOLERANCE_MILLISECONDS, ...confirmedUntil),
    hint: expiresAt,
    ...(calls.every(({ verb }) => verb === "book") ? { twin: `${expiresAt} ${quantity}` } : {}),
    take: (state) => {
      const status = state.status.get(id);
      if (status === undefined) return "impossible";
      return status === "PENDING" ? moved(state, id, "FAILED", -quantity) : "same";
    },
  };
}

const claim = (what: string, endedAt: number, { id, status }: BookingRow): Step => ({
  what,
  from: endedAt,
  until: Number.POSITIVE_INFINITY,
  hint: endedAt,
  take: (state) => (state.status.get(id) === status ? "same" : "impossible"),
});

function moved(state: SlotState, id: string, status: string, places: number): () => void {
  const was = state.status.get(id);
  state.status.set(id, status);
  state.booked += places;
  return () => {
    if (was === undefined) state.status.delete(id);
    else state.status.set(id, was);
    state.booked -= places;
  };
}
