/** Figures of one variant or measurement, by name; see `FIGURES` for their units. */
export type Figures = Record<string, number>;

/** The bounds of a ratio, or of a figure by itself. */
export interface Goal {
  atLeast?: number;
  atMost?: number;
}

export interface Line {
  name: string;
  figures: Figures;
  /** The measurements behind the medians, where there is more than one. */
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

/** The median and the quartiles of a figure divided by the first checkout's, round by round. */
export interface Quartiles {
  median: number;
  lower: number;
  upper: number;
}

/** A checkout's medians in a row, and its ratios to the first checkout: requests/s and CPU time per request. */
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
