import { HOLD_SECONDS, WAITLIST_HOLD_SECONDS } from "./harness.ts";

/* A model of two slots: a few lines of plain arithmetic, without a database. */

export interface ModelBooking {
  id: string;
  slot: number;
  quantity: number;
  status: "PENDING" | "CONFIRMED" | "CANCELLED";
  createdAt: number;
  expiresAt: number;
  /** The order that it belongs to. */
  order?: string;
  /** Whether its places were taken when it was confirmed late: it cannot be any more. */
  isTooLate?: boolean;
}

export interface ModelEntry {
  id: string;
  slot: number;
  quantity: number;
  status: "WAITING" | "PROMOTED" | "LEFT";
  /** The booking of a promoted entry; its id comes from the database. */
  booking?: ModelBooking;
}

/** A time in which the doctor is away, with the slots in it. */
export interface ModelAbsence {
  id: string;
  slots: readonly number[];
  isEnded: boolean;
}

/** What has closed a slot when the doctor was archived. */
const ARCHIVE = "archive";

export class Model {
  now = 0;
  readonly closed = [false, false];
  /** The absence, or the archive, that has closed a slot: its end opens it. */
  readonly closedBy: (string | null)[] = [null, null];
  readonly absences: ModelAbsence[] = [];
  isArchived = false;
  readonly bookings: ModelBooking[] = [];
  readonly entries: ModelEntry[] = [];
  /** Bookings by their external ids. */
  readonly named = new Map<string, ModelBooking>();
  readonly capacities: number[];

  constructor(capacities: readonly number[]) {
    this.capacities = [...capacities];
  }

  isLive = (booking: ModelBooking) => booking.status === "PENDING" && booking.expiresAt > this.now;

  status = (booking: ModelBooking) =>
    booking.status === "PENDING" && !this.isLive(booking) ? "FAILED" : booking.status;

  booked(slot: number): number {
    const counted = this.bookings.filter((booking) => booking.status === "CONFIRMED" || this.isLive(booking));
    return counted
      .filter((booking) => booking.slot === slot)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  waiting = (slot: number) =>
    this.entries.filter((entry) => entry.slot === slot && entry.status === "WAITING");

  hasRoom = (slot: number, quantity: number) => this.booked(slot) + quantity <= (this.capacities[slot] ?? 0);

  ofOrder = (order: string) => this.bookings.filter((booking) => booking.order === order);

  /** The expired holds of an order that cannot have their places again, if all are to have them. */
  tooLate(order: string): ModelBooking[] {
    const expired = this.ofOrder(order).filter((booking) => this.status(booking) === "FAILED");
    const places = (slot: number) =>
      expired.filter((other) => other.slot === slot).reduce((sum, { quantity }) => sum + quantity, 0);
    return expired.filter(({ slot, isTooLate }) => isTooLate || !this.hasRoom(slot, places(slot)));
  }

  refusal(slot: number, quantity: number): string | undefined {
    if (this.closed[slot]) return "NOT_BOOKABLE";
    return this.hasRoom(slot, quantity) ? undefined : "NO_SEAT";
  }

  /** Why a live booking of the slot cannot have so many places. */
  growthRefusal(booking: ModelBooking, quantity: number): string | undefined {
    const places = quantity - booking.quantity;
    return places > 0 ? this.refusal(booking.slot, places) : undefined;
  }

  add(id: string, slot: number, quantity: number, seconds = HOLD_SECONDS): ModelBooking {
    const expiresAt = this.now + seconds;
    const booking = { id, slot, quantity, status: "PENDING" as const, createdAt: this.now, expiresAt };
    this.bookings.push(booking);
    return booking;
  }

  /** The places that a newcomer may have, once the entries that fit are promoted. */
  available(slot: number): number {
    const undo = this.promote(slot);
    const places = (this.capacities[slot] ?? 0) - this.booked(slot);
    undo();
    return places;
  }

  /** Closes or opens a slot by hand; false where that is refused. */
  closeByHand(slot: number, closed: boolean): boolean {
    this.promote(slot);
    if (this.closed[slot] === closed) return true;
    if (!closed && this.isArchived) return false;
    this.closed[slot] = closed;
    this.closedBy[slot] = null;
    this.promote(slot);
    return true;
  }

  goAway(absence: ModelAbsence): void {
    this.#closeFor(absence.id, absence.slots);
    this.absences.push(absence);
  }

  comeBack(absence: ModelAbsence): void {
    absence.isEnded = true;
    this.#reopen(absence.id);
  }

  archive(isArchived: boolean): void {
    this.isArchived = isArchived;
    if (isArchived) this.#closeFor(ARCHIVE, [0, 1]);
    else this.#reopen(ARCHIVE);
  }

  /** Who fits is promoted before the slots are closed. */
  #closeFor(by: string, slots: readonly number[]): void {
    for (const slot of slots.filter((index) => !this.closed[index])) {
      this.promote(slot);
      this.closed[slot] = true;
      this.closedBy[slot] = by;
    }
  }

  /** Opens what something has closed, unless another absence, or the archive, is to keep it closed. */
  #reopen(by: string): void {
    for (const slot of [0, 1].filter((index) => this.closedBy[index] === by)) {
      const other = this.absences.find(({ slots, isEnded }) => !isEnded && slots.includes(slot));
      this.closedBy[slot] = other?.id ?? (this.isArchived ? ARCHIVE : null);
      this.closed[slot] = this.closedBy[slot] !== null;
      this.promote(slot);
    }
  }

  resize(slot: number, capacity: number): void {
    this.capacities[slot] = capacity;
    for (const entry of this.waiting(slot)) if (entry.quantity > capacity) entry.status = "LEFT";
  }

  /** Promotes waiting entries of the slots, the first that fits, then the next. Returns a function that undoes it. */
  promote(...slots: number[]): () => void {
    const promoted = slots
      .filter((slot) => !this.closed[slot])
      .flatMap((slot) => this.waiting(slot).filter((entry) => this.#promoteOne(entry)));
    return () => {
      for (const entry of promoted) {
        entry.status = "WAITING";
        this.bookings.splice(this.bookings.indexOf(entry.booking as ModelBooking), 1);
        delete entry.booking;
      }
    };
  }

  #promoteOne(entry: ModelEntry): boolean {
    if (!this.hasRoom(entry.slot, entry.quantity)) return false;
    entry.status = "PROMOTED";
    entry.booking = this.add("", entry.slot, entry.quantity, WAITLIST_HOLD_SECONDS);
    return true;
  }
}
