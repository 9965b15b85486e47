import type { ColumnType, Generated } from "kysely";

/** A time that the database fills in where the writer leaves it out. */
type Timestamp = ColumnType<Date, Date | undefined, Date>;

/** A day on the calendar, written as text. pg would read it as a `Date` of the process's zone: read it by to_char. */
type Day = ColumnType<Date, string, string>;

/** The tables, column by column, as the migrations leave them; a test holds them to the catalog. */
export interface Database {
  resources: ResourcesTable;
  slots: SlotsTable;
  bookings: BookingsTable;
  schedules: SchedulesTable;
  schedule_exceptions: ScheduleExceptionsTable;
}

export interface ResourcesTable {
  id: string;
  kind: "doctor" | "show";
  name: string;
  specialization: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface SlotsTable {
  id: string;
  resource_id: string;
  /** The schedule that makes this slot; null where it was made by hand or its schedule is gone. */
  schedule_id: string | null;
  starts_at: Date;
  ends_at: Date;
  capacity: number;
  /** Places taken: PENDING and CONFIRMED bookings, among them holds that are due but not yet released. */
  booked: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface BookingsTable {
  id: string;
  slot_id: string;
  customer_name: string;
  customer_contact: string | null;
  quantity: number;
  status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
  failure_reason: "HOLD_EXPIRED" | null;
  expires_at: Date;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface SchedulesTable {
  id: string;
  resource_id: string;
  rrule: string;
  /** IANA name; the day and the times of day below are of this zone. */
  time_zone: string;
  starts_on: Day;
  opens_at: string;
  closes_at: string;
  slot_minutes: number;
  gap_minutes: number;
  capacity: number;
  lead_minutes: number;
  horizon_days: number;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface ScheduleExceptionsTable {
  schedule_id: string;
  day: Day;
}
