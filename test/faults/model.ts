import type { Call } from "./history.ts";
import type { BookingRow, Change } from "./observer.ts";

/* The sequential model of one slot. Its steps are the changes in the diary, each at some moment between the first
   possible call and the first response, and the assertions of the responses. */

export interface SlotState {
  capacity: number;
  booked: number;
  status: Map<string, string>;
}

/** The undo of a step; `same` if it changed nothing, `impossible` if it cannot happen in this state. */
export type Effect = (() => void) | "same" | "impossible";

/** A step that happened at one moment between `from` and `until`, in milliseconds since 1970. */
export interface Step {
  what: string;
  from: number;
  until: number;
  /** Its time in the database, at which the search begins. */
  hint: number;
  /** Steps with the same twin have the same effect and no calls, so that the search tries only one of them. */
  twin?: string;
  apply: (state: SlotState) => Effect;
}

/** The largest difference between the callers' clock and the database's, rounded to milliseconds. */
export const CLOCK_TOLERANCE_MILLISECONDS = 3;

const VERB_OF: Record<string, Call["verb"]> = { PENDING: "book", CONFIRMED: "confirm", CANCELLED: "cancel" };

/** A booking with all calls for it. */
interface Story {
  booking: BookingRow;
  calls: Call[];
}

/** The steps of one slot's history: the changes, the responses' assertions, and the final rows. */
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
    ...calls.flatMap((call) => assertionOf(call, storyOf(call)?.booking) ?? []),
    ...[...stories.values()].map(expiryOf),
    ...bookings.map((booking) =>
      finalRow(`in the end ${booking.key} is ${booking.status}`, endedAt, booking),
    ),
  ];
}

/** A change that was called for. */
function changeOf({ was, became, at }: Change, { booking, calls }: Story): Step {
  const asked = calls.filter(({ verb, outcome }) => verb === VERB_OF[became] && outcome.type !== "refused");
  const answered = asked.filter(({ outcome }) => outcome.type === "ok");
  // A confirmation after the hold's expiry is wrong, whatever the time of its response.
  const latest =
    became === "CONFIRMED" ? booking.expiresAt + CLOCK_TOLERANCE_MILLISECONDS : Number.POSITIVE_INFINITY;
  const places = became === "PENDING" ? booking.quantity : became === "CANCELLED" ? -booking.quantity : 0;
  return {
    what: `${booking.key}: ${was} → ${became}, asked for ${asked.length} times`,
    from: Math.min(...asked.map(({ from }) => from)), // Infinity without a call
    until: Math.min(latest, ...answered.map(({ until }) => until)),
    hint: became === "PENDING" ? booking.createdAt : at, // the decision falls when the slot is locked
    apply: (state) => {
      if ((state.status.get(booking.id) ?? null) !== was) return "impossible";
      if (state.booked + places > state.capacity) return "impossible";
      return moved(state, booking.id, became, places);
    },
  };
}

/** The changes of one transaction, which happen at the same moment. */
function atOnce(steps: readonly Step[]): Step {
  return {
    what: steps.map(({ what }) => what).join(" and "),
    from: Math.max(...steps.map(({ from }) => from)),
    until: Math.min(...steps.map(({ until }) => until)),
    hint: Math.max(...steps.map(({ hint }) => hint)),
    apply: (state) => {
      const undos: (() => void)[] = [];
      const undo = () => {
        for (const one of undos.toReversed()) one();
      };
      for (const step of steps) {
        const effect = step.apply(state);
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

/** A response's assertion about the slot at its moment; an unknown outcome asserts nothing. */
function assertionOf(call: Call, booking: BookingRow | undefined): Step | undefined {
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
  return { what, from, until, hint: from, apply: (state) => (isTrue(state) ? "same" : "impossible") };
}

/**
 * A hold expires at its time. A confirmation at that moment may make others overlook its places until it is
 * decided, as documented.
 */
function expiryOf({ booking, calls }: Story): Step {
  const { expiresAt, id, quantity } = booking;
  const confirmedUntil = calls
    .filter(({ verb, from }) => verb === "confirm" && from <= expiresAt + CLOCK_TOLERANCE_MILLISECONDS)
    .map(({ outcome, until }) => (outcome.type === "unknown" ? Number.POSITIVE_INFINITY : until));
  return {
    what: `the hold of ${booking.key} expires`,
    from: expiresAt - CLOCK_TOLERANCE_MILLISECONDS,
    until: Math.max(expiresAt + CLOCK_TOLERANCE_MILLISECONDS, ...confirmedUntil),
    hint: expiresAt,
    ...(calls.every(({ verb }) => verb === "book") ? { twin: `${expiresAt} ${quantity}` } : {}),
    apply: (state) => {
      const status = state.status.get(id);
      if (status === undefined) return "impossible";
      return status === "PENDING" ? moved(state, id, "FAILED", -quantity) : "same";
    },
  };
}

const finalRow = (what: string, endedAt: number, { id, status }: BookingRow): Step => ({
  what,
  from: endedAt,
  until: Number.POSITIVE_INFINITY,
  hint: endedAt,
  apply: (state) => (state.status.get(id) === status ? "same" : "impossible"),
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
