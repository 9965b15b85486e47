import type { Booking } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Kysely } from "kysely";
import { cancelBookings, cancelOneBooking, confirmBookings, confirmOneBooking } from "./booking.ts";
import type { BookingChange } from "./change-statements.ts";
import { GroupCommit } from "./group-commit.ts";

/** Confirmations and cancellations of one process, each kind gathered into transactions. */
export class BookingChanges {
  readonly confirmations: GroupCommit<BookingChange, Booking>;
  readonly cancellations: GroupCommit<BookingChange, Booking>;

  constructor({ db }: { db: Kysely<Database> }) {
    this.confirmations = new GroupCommit({
      together: (asked) => confirmBookings({ db }, asked),
      alone: (asked) => confirmOneBooking({ db }, asked),
    });
    this.cancellations = new GroupCommit({
      together: (asked) => cancelBookings({ db }, asked),
      alone: (asked) => cancelOneBooking({ db }, asked),
    });
  }
}
