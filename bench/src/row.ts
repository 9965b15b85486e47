import type { Target } from "./load.ts";
import type { Goal } from "./result.ts";
import type { Subject } from "./subjects.ts";
import type { World } from "./world.ts";

/** One line of a row: a subject under one load. `prepare` runs before each of its measurements. */
export interface Variant {
  name: string;
  subject: Subject;
  connections: number;
  prepare: (world: World) => Promise<Target>;
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
