import type { Call, History } from "./history.ts";
import { CLOCK_TOLERANCE_MILLISECONDS } from "./model.ts";
import type { BookingRow, Observed } from "./observer.ts";

/* A read takes no lock: it sees committed rows, and compares holds with its own beginning. It must count each booking
   that was certainly there, and none that certainly was not. */

interface Life {
  quantity: number;
  /** The first moment at which it may have been there, and the first at which it certainly was. */
  mayBegin: number;
  hasBegun: number;
  mayEnd: number;
  hasEnded: number;
}

/** @returns a line for each read that counted too few or too many places */
export function wrongReads({ calls }: History, { bookings }: Observed): string[] {
  const lives = new Map<string, Life[]>();
  for (const row of bookings) {
    const own = calls.filter((call) => call.key === row.key || call.bookingId === row.id);
    lives.set(row.slotId, [...(lives.get(row.slotId) ?? []), lifeOf(row, own)]);
  }
  return calls.flatMap(({ verb, slotId, from, until, outcome }) => {
    if (verb !== "read" || outcome.type !== "ok") return [];
    const there = lives.get(slotId) ?? [];
    const least = places(there.filter((life) => life.hasBegun <= from && life.mayEnd >= until));
    const most = places(there.filter((life) => life.mayBegin <= until && life.hasEnded >= from));
    const { booked = -1 } = outcome;
    const isRight = booked >= least && booked <= most;
    return isRight ? [] : [`a read of slot ${slotId} counted ${booked}; it must be ${least} to ${most}`];
  });
}

const places = (lives: readonly Life[]) => lives.reduce((sum, { quantity }) => sum + quantity, 0);

function lifeOf({ quantity, status, expiresAt, updatedAt }: BookingRow, calls: readonly Call[]): Life {
  const asked = (verb: Call["verb"]) =>
    Math.min(...calls.filter((call) => call.verb === verb).map((call) => call.from));
  const acknowledged = (verb: Call["verb"]) =>
    Math.min(
      ...calls.filter((call) => call.verb === verb && call.outcome.type === "ok").map((call) => call.until),
    );
  const begin = { quantity, mayBegin: asked("book"), hasBegun: acknowledged("book") };
  if (status === "CANCELLED") return { ...begin, mayEnd: asked("cancel"), hasEnded: acknowledged("cancel") };
  if (status !== "FAILED")
    return { ...begin, mayEnd: Number.POSITIVE_INFINITY, hasEnded: Number.POSITIVE_INFINITY };
  // A read may begin before the hold's expiry and return after it, until the hold is released.
  return {
    ...begin,
    mayEnd: expiresAt - CLOCK_TOLERANCE_MILLISECONDS,
    hasEnded: Math.max(updatedAt, expiresAt) + CLOCK_TOLERANCE_MILLISECONDS,
  };
}
