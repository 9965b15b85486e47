import type { Booking } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Kysely } from "kysely";
import { cancelBookings, cancelOneBooking, confirmBookings, confirmOneBooking } from "./booking.ts";
import { GroupCommit } from "./group-commit.ts";

/** Confirmations and cancellations of one process, each kind gathered into transactions. */
export class BookingChanges {
  readonly confirmations: GroupCommit<string, Booking>;
  readonly cancellations: GroupCommit<string, Booking>;

  constructor({ db }: { db: Kysely<Database> }) {
    this.confirmations = new GroupCommit({
      together: (ids) => confirmBookings({ db }, ids),
      alone: (id) => confirmOneBooking({ db }, id),
    });
    this.cancellations = new GroupCommit({
      together: (ids) => cancelBookings({ db }, ids),
      alone: (id) => cancelOneBooking({ db }, id),
    });
  }
}
