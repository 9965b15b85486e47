import type { ScanOutcome } from "@holdfast/contract";

/** A scan that counts: persons of a booking who came in or left. */
export interface Passage {
  scanId: string;
  scannedAt: Date;
  direction: "IN" | "OUT";
  /** How many were in by then, or out; null: all. */
  persons: number | null;
  /** The places that the booking had when the scan arrived. */
  places: number;
}

/** What became of one. */
export interface PassageOutcome {
  outcome: Extract<ScanOutcome, "ACCEPTED" | "TOO_MANY_PERSONS" | "DUPLICATE" | "NOT_INSIDE">;
  earlierScanId: string | null;
}

/** Who of a booking has come and who has left again, after all of its passages. */
export interface Presence {
  /** When the first came; null: nobody has. */
  firstAt: Date | null;
  came: number;
  out: number;
  outcomes: ReadonlyMap<string, PassageOutcome>;
}

/** The order of passages: two of the same time are in that of their ids, so that every merge agrees. */
export const inOrder = (one: Passage, other: Passage): number =>
  one.scannedAt.getTime() - other.scannedAt.getTime() || (one.scanId < other.scanId ? -1 : 1);

/**
 * What passages of one booking come to, in the order in which they happened, however they arrived. A number of persons is that
 * by then, so that the same persons are counted once.
 */
export function presenceAfter(passages: readonly Passage[]): Presence {
  const outcomes = new Map<string, PassageOutcome>();
  let firstAt: Date | null = null;
  let [came, out] = [0, 0];
  /** The scans that last let somebody in, and out. */
  const last: Record<Passage["direction"], string | null> = { IN: null, OUT: null };
  for (const { scanId, scannedAt, direction, persons, places } of passages.toSorted(inOrder)) {
    const given = persons ?? (direction === "IN" ? places : came);
    const isIn = direction === "IN";
    const [is, was] = isIn ? [Math.min(given, places), came - out] : [Math.min(given, came), out];
    if (is <= was) {
      const outcome = !isIn && came === 0 ? "NOT_INSIDE" : "DUPLICATE";
      outcomes.set(scanId, { outcome, earlierScanId: last[direction] });
      continue;
    }
    if (isIn) {
      firstAt ??= scannedAt;
      came = Math.max(came, is);
      out = came - is;
    } else {
      out = is;
    }
    last[direction] = scanId;
    const isTooMany = isIn && given > places;
    outcomes.set(scanId, { outcome: isTooMany ? "TOO_MANY_PERSONS" : "ACCEPTED", earlierScanId: null });
  }
  return { firstAt, came, out, outcomes };
}
