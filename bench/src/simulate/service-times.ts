/** How long each step takes: CPU in milliseconds, unless it says otherwise. `fit.ts` gets them from what was measured. */
export interface ServiceTimes {
  /** An API process, to read a request for a booking. */
  apiRequest: number;
  /** An API process, to respond with a hold. */
  apiHold: number;
  /** An API process, to respond that there is no seat. */
  apiRefusal: number;
  /** An API process, for a batch of bookings whatever its size: half of it before the statement, half after. */
  apiBatch: number;
  /** An API process, for each slot of a batch beyond the first. */
  apiBatchSlot: number;
  /** PostgreSQL, for a batch of bookings whatever its size. */
  postgresBatch: number;
  /** PostgreSQL, for each booking of a batch. */
  postgresBooking: number;
  /** PostgreSQL, for each slot of a batch beyond the first. */
  postgresBatchSlot: number;
  /** A wait without CPU: the `fsync` of PostgreSQL's log. */
  fsync: number;
  /** An API process, for a statement that finds out which slots are still sold out. */
  apiSoldOut: number;
  /** PostgreSQL, for that statement. */
  postgresSoldOut: number;
  /** An API process, for a read of one slot: half of it before the statement, half after. */
  apiRead: number;
  /** An API process, for the statement that the reads share which came during the one before. */
  apiReads: number;
  /** PostgreSQL, for that statement. */
  postgresReads: number;
}
