import type { Call, History } from "./history.ts";
import { CLOCK_TOLERANCE_MILLISECONDS } from "./model.ts";
import type { BookingRow, Observed } from "./observer.ts";

/* A look takes no lock: it sees what is committed, and compares holds with its own beginning. So it is held to what
   its caller can know: everything that was certainly there must be counted, and nothing that certainly was not. */

interface Life {
  quantity: number;
  /** The first moment at which it may have been there, and the one from which it was. */
  mayBegin: number;
  hasBegun: number;
  mayEnd: number;
  hasEnded: number;
}

/** @returns a line for each look that counted too little or too much */
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
    return isRight ? [] : [`a look at slot ${slotId} counted ${booked}; it must be ${least} to ${most}`];
  });
}

const places = (lives: readonly Life[]) => lives.reduce((sum, { quantity }) => sum + quantity, 0);

function lifeOf({ quantity, status, expiresAt, updatedAt }: BookingRow, calls: readonly Call[]): Life {
  const asked = (verb: Call["verb"]) =>
    Math.min(...calls.filter((call) => call.verb === verb).map((call) => call.from));
  const answered = (verb: Call["verb"]) =>
    Math.min(
      ...calls.filter((call) => call.verb === verb && call.outcome.type === "ok").map((call) => call.until),
    );
  const begin = { quantity, mayBegin: asked("book"), hasBegun: answered("book") };
  if (status === "CANCELLED") return { ...begin, mayEnd: asked("cancel"), hasEnded: answered("cancel") };
  if (status !== "FAILED")
    return { ...begin, mayEnd: Number.POSITIVE_INFINITY, hasEnded: Number.POSITIVE_INFINITY };
  // Until it is released a look may begin before its end, and be answered after it.
  return {
    ...begin,
    mayEnd: expiresAt - CLOCK_TOLERANCE_MILLISECONDS,
    hasEnded: Math.max(updatedAt, expiresAt) + CLOCK_TOLERANCE_MILLISECONDS,
  };
}
