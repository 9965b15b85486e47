import type { Event } from "@holdfast/contract";
import { brokenInvariants } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { eventsTellAll } from "./events.ts";
import { few } from "./few.ts";
import type { History } from "./history.ts";
import { whyNotLinearizable } from "./linearizability.ts";
import { stepsOf } from "./model.ts";
import type { BookingRow, Observed } from "./observer.ts";
import { wrongReads } from "./reads.ts";

/** The arrows of docs/states.md; null is no booking. */
const ARROWS = new Set([
  "null → PENDING",
  "PENDING → CONFIRMED",
  "PENDING → CANCELLED",
  "PENDING → FAILED",
  "CONFIRMED → CANCELLED",
  "FAILED → CONFIRMED",
]);

/** The evidence of a run: the callers' history, the database's rows, and the time of recovery. */
export interface Evidence {
  history: History;
  observed: Observed;
  /** What a reader of events has seen. */
  events: readonly Event[];
  /** The return of the last process, in milliseconds since 1970. */
  healedAt: number;
  /** Expired holds must be released within this time after that. */
  releaseMaxMilliseconds: number;
}

/** @returns a sentence for each rule that the run broke */
export function judge(evidence: Evidence): string[] {
  return [
    ...acknowledgedIsThere(evidence),
    ...oneBookingPerKey(evidence),
    ...onlyArrowsOfTheDiagram(evidence),
    ...placesComeBackOnce(evidence),
    ...releasedInTime(evidence),
    ...errorsAreExplicit(evidence),
    ...slotsAreLinearizable(evidence),
    ...eventsTellAll(evidence.events, evidence.observed),
    ...few(wrongReads(evidence.history, evidence.observed)),
  ];
}

function acknowledgedIsThere({ history, observed }: Evidence): string[] {
  const rows = new Map(observed.bookings.map((row) => [row.id, row]));
  const lost: string[] = [];
  for (const { verb, bookingId, key, slotId, outcome } of history.calls) {
    if (outcome.type !== "ok" || verb === "read") continue;
    const id = outcome.bookingId ?? bookingId ?? "";
    const row = rows.get(id);
    if (!row || row.slotId !== slotId)
      lost.push(`lost: ${verb} of ${key ?? id} was acknowledged, there is no row`);
    else if (verb === "confirm" && row.status !== "CONFIRMED" && row.status !== "CANCELLED") {
      lost.push(`lost: ${id} was acknowledged as confirmed, and is ${row.status}`);
    } else if (verb === "cancel" && row.status !== "CANCELLED") {
      lost.push(`lost: ${id} was acknowledged as cancelled, and is ${row.status}`);
    }
  }
  return few(lost);
}

function oneBookingPerKey({ history, observed }: Evidence): string[] {
  const counts = new Map<string, number>();
  for (const { key } of observed.bookings) counts.set(key, (counts.get(key) ?? 0) + 1);
  const twice = [...counts].filter(([, count]) => count > 1);
  const results = new Map<string, Set<string>>();
  for (const { key, outcome } of history.calls) {
    if (!key || outcome.type !== "ok" || !outcome.bookingId) continue;
    results.set(key, (results.get(key) ?? new Set()).add(outcome.bookingId));
  }
  const differing = [...results].filter(([, ids]) => ids.size > 1);
  return few([
    ...twice.map(([key, count]) => `one key, one booking: ${key} has ${count}`),
    ...differing.map(
      ([key, ids]) => `one key, one booking: ${key} was answered with ${[...ids].join(" and ")}`,
    ),
  ]);
}

function onlyArrowsOfTheDiagram({ observed }: Evidence): string[] {
  return few(
    observed.changes
      .map(({ bookingId, was, became }) => ({ bookingId, arrow: `${was} → ${became}` }))
      .filter(({ arrow }) => !ARROWS.has(arrow))
      .map(({ bookingId, arrow }) => `no arrow of the diagram: ${bookingId} went ${arrow}`),
  );
}

/** The counter always equals the rows, so places come back once if their booking ends once. */
function placesComeBackOnce({ observed }: Evidence): string[] {
  const ends = new Map<string, number>();
  for (const { bookingId, became } of observed.changes) {
    if (became === "FAILED" || became === "CANCELLED") ends.set(bookingId, (ends.get(bookingId) ?? 0) + 1);
  }
  const live = new Map<string, number>();
  for (const row of observed.bookings) {
    if (isLive(row)) live.set(row.slotId, (live.get(row.slotId) ?? 0) + row.quantity);
  }
  return few([
    ...[...ends]
      .filter(([, count]) => count > 1)
      .map(([id, count]) => `${id} gave its places back ${count} times`),
    ...[...observed.booked]
      .filter(([slotId, booked]) => booked !== (live.get(slotId) ?? 0))
      .map(
        ([slotId, booked]) => `slot ${slotId} counts ${booked}, its bookings have ${live.get(slotId) ?? 0}`,
      ),
  ]);
}

const isLive = ({ status }: BookingRow) => status === "PENDING" || status === "CONFIRMED";

function releasedInTime({ observed, healedAt, releaseMaxMilliseconds }: Evidence): string[] {
  const expiry = new Map(observed.bookings.map((row) => [row.id, row.expiresAt]));
  return few(
    observed.changes
      .filter(({ became }) => became === "FAILED")
      .map(({ bookingId, at }) => ({ bookingId, late: at - Math.max(healedAt, expiry.get(bookingId) ?? 0) }))
      .filter(({ late }) => late > releaseMaxMilliseconds)
      .map(({ bookingId, late }) => `released late: ${bookingId}, after ${Math.round(late)} ms`),
  );
}

function errorsAreExplicit({ history }: Evidence): string[] {
  return few(
    history.attempts
      .filter(({ complaint }) => complaint !== undefined)
      .map(({ process, what, complaint }) => `no honest response: ${process}, ${what}: ${complaint}`),
  );
}

function slotsAreLinearizable({ history, observed }: Evidence): string[] {
  const endedAt = history.now();
  return few(
    [...history.slots].flatMap(([slotId, { capacity }]) => {
      const calls = history.calls.filter((call) => call.slotId === slotId);
      const rows = observed.bookings.filter((row) => row.slotId === slotId);
      const steps = stepsOf(calls, rows, observed.changes, endedAt);
      const reason = whyNotLinearizable(steps, capacity);
      return reason === undefined ? [] : [`slot ${slotId} is not linearizable: ${reason}`];
    }),
  );
}

/** Finds the refusals of the database's own CHECK, which the code should have made: that guard is for defects. */
export function guardWasNeeded(log: string): string[] {
  const count = log.split('violates check constraint "slots_').length - 1;
  return count > 0 ? [`the last line of defence was needed: a CHECK on a slot refused ${count} times`] : [];
}

/** Checks the invariants once. */
export async function lookAtInvariants(url: string): Promise<string[]> {
  const db = openDatabase({ url, maxConnections: 1 });
  return brokenInvariants({ db }).finally(() => db.destroy());
}

/** Checks the invariants again and again, whenever the database is reachable. */
export function watchInvariants(url: string): { stop: () => Promise<string[]>; looks: () => number } {
  const db = openDatabase({ url, maxConnections: 1 });
  const broken = new Set<string>();
  let looks = 0;
  let isStopped = false;
  const watching = (async () => {
    while (!isStopped) {
      try {
        for (const line of await brokenInvariants({ db })) broken.add(line);
        looks++;
      } catch {
        // the database is away, which is the purpose of the run
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    looks: () => looks,
    stop: async () => {
      isStopped = true;
      await watching;
      await db.destroy();
      return few([...broken]);
    },
  };
}
