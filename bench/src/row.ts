import type { LoadPlan } from "./load.ts";
import type { World } from "./world.ts";

/** What is measured: the baseline algorithm, Holdfast, and a route that does nothing. */
export const SUBJECTS = ["holdfast", "baseline", "nothing"] as const;
export type Subject = (typeof SUBJECTS)[number];

export const LABELS: Record<Subject, string> = {
  holdfast: "Holdfast",
  baseline: "baseline",
  nothing: "do-nothing",
};

/** How large the run is. */
export interface Settings {
  isQuick: boolean;
  rounds: number;
  /** Counted time of one measurement, and what comes before it, in seconds. */
  seconds: number;
  rampSeconds: number;
  warmupMinSeconds: number;
  warmupMaxSeconds: number;
  /** Connections of the hot slot. */
  connections: readonly number[];
  /** Numbers of them. Those that are compared, none and the most, come one after the other. */
  pastBookings: readonly number[];
  listedSlots: number;
  bookingsPerListedSlot: number;
  farPage: number;
  dueHolds: number;
}

/** What one load is to send; the rest of its plan comes from the variant. */
export type Target = Pick<LoadPlan, "method" | "paths" | "body" | "expected">;

/** One line of a row: a subject under one load. `prepare` runs before each of its measurements. */
export interface Variant {
  name: string;
  subject: Subject;
  connections: number;
  prepare: (world: World) => Promise<Target>;
}

/** Figures of one variant or measurement, by name; see `FIGURES` for their units. */
export type Figures = Record<string, number>;

/** What a ratio, or a figure by itself, should be. */
export interface Goal {
  atLeast?: number;
  atMost?: number;
}

/** One variant's figure over another's, round by round. */
export interface RatioSpec {
  name: string;
  of: string;
  over: string;
  figure: "perSecond" | "p50Milliseconds" | "p99Milliseconds";
  goal?: Goal;
}

/** Something to measure: the runner interleaves the variants, round after round. */
export interface Row {
  id: string;
  title: string;
  variants: readonly Variant[];
  ratios: readonly RatioSpec[];
  /** A round before the first that does not count, for code that the warm-up has not reached. */
  practice?: boolean;
  /** Once, on empty tables. */
  setUp?: (world: World) => Promise<void>;
  /** Counted seconds of each measurement, where the settings' are not right. */
  seconds?: number;
  /** How often each variant is measured, where the settings' number is too small to tell. */
  rounds?: number;
}

export interface Line {
  name: string;
  figures: Figures;
  /** What the medians were taken of, where there is more than one. */
  rounds?: Figures[];
}

export interface Ratio {
  name: string;
  value: number;
  goal?: Goal;
}

/** A measured row: medians over the rounds. */
export interface RowResult {
  id: string;
  title: string;
  lines: Line[];
  ratios: Ratio[];
}

/** A figure over the first checkout's, round by round: the median and the quartiles. */
export interface Quartiles {
  median: number;
  lower: number;
  upper: number;
}

/** A checkout's medians in a row, and its ratios to the first checkout: requests/s, and CPU time per request. */
export interface ComparedLine {
  name: string;
  figures: Figures;
  perSecond: Quartiles;
  cpu: Quartiles;
}

/** A row that was measured on several checkouts. */
export interface Comparison {
  row: string;
  lines: ComparedLine[];
}

/** The middle of the values; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}

/** The value below which a share of the values lies, interpolated between neighbours. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return below + (above - below) * (at % 1);
}
