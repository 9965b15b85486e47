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
  /** Requests of as many other connections that are sent meanwhile, and not counted. */
  beside?: (target: Target) => Target;
}

/** A ratio to report: one variant's figure divided by another's, round by round. */
export interface RatioSpec {
  name: string;
  of: string;
  over: string;
  figure: "perSecond" | "p50Milliseconds" | "p99Milliseconds" | "cpuMicroseconds";
  goal?: Goal;
}

/** A row of the benchmark: the runner interleaves its variants, round after round. */
export interface Row {
  id: string;
  title: string;
  variants: readonly Variant[];
  ratios: readonly RatioSpec[];
  /** Whether an uncounted round comes first, for code that the warm-up has not reached. */
  practice?: boolean;
  /** Runs once, on empty tables. */
  setUp?: (world: World) => Promise<void>;
  /** The counted time of each measurement; the settings' unless given. */
  seconds?: number;
  /** The number of rounds; the settings' unless given. */
  rounds?: number;
}
