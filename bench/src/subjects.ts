/** The servers under measurement: Holdfast, the baseline algorithm, and a route that does nothing. */
export const SUBJECTS = ["holdfast", "baseline", "nothing"] as const;
export type Subject = (typeof SUBJECTS)[number];

export const LABELS: Record<Subject, string> = {
  holdfast: "Holdfast",
  baseline: "baseline",
  nothing: "do-nothing",
};

/** The servers that place bookings. */
export const BOOKING_SUBJECTS = ["holdfast", "baseline"] as const satisfies Subject[];
