/** The size of a run. */
export interface Settings {
  isQuick: boolean;
  rounds: number;
  /** The counted time of one measurement. */
  seconds: number;
  /** The uncounted time before it. */
  rampSeconds: number;
  warmupMinSeconds: number;
  warmupMaxSeconds: number;
  /** Connections of the hot slot. */
  connections: readonly number[];
  /** The counts of past bookings; the compared ones, none and the most, are neighbours. */
  pastBookings: readonly number[];
  listedSlots: number;
  bookingsPerListedSlot: number;
  farPage: number;
  expiringHolds: number;
}

export const FULL: Settings = {
  isQuick: false,
  rounds: 5,
  seconds: 2,
  rampSeconds: 0.5,
  warmupMinSeconds: 10,
  warmupMaxSeconds: 20,
  connections: [1, 64, 256],
  pastBookings: [10_000, 0, 1_000_000],
  listedSlots: 100_000,
  bookingsPerListedSlot: 10,
  farPage: 1_000,
  expiringHolds: 100_000,
};

/** One short round on smaller data. */
export const QUICK: Settings = {
  ...FULL,
  isQuick: true,
  rounds: 1,
  seconds: 1,
  rampSeconds: 0.3,
  warmupMinSeconds: 4,
  warmupMaxSeconds: 10,
  pastBookings: [10_000, 0, 100_000],
  listedSlots: 10_000,
  farPage: 100,
};
