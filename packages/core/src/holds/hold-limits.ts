import { HoldfastError, type Holds } from "@holdfast/contract";
import { sql } from "kysely";
import { hasRecord } from "../idempotency/index.ts";
import { isLive } from "../inventory/index.ts";
import {
  type ClientAddress,
  type Db,
  hasContact,
  isStaff,
  SHARED_ADDRESS,
  storedContactKey,
  type WriteContext,
} from "../shared/index.ts";
import type { HoldQueue } from "./queue/hold-queue.ts";
import { type HoldRequest, ReplayedHold } from "./request.ts";

export interface HoldLimitSettings {
  /** Live holds of one contact, on all slots. */
  maxHoldsPerContact: number;
  maxHoldsPerAddress: number;
  /** Of a slot's capacity, in live holds of one contact. */
  maxSlotSharePerContactPercent: number;
  maxSlotSharePerAddressPercent: number;
  /** Places of one slot in live holds and confirmed bookings of one contact. */
  maxPlacesPerContact?: number | undefined;
}

/** Small slots have a minimum, because a share of them would be too few for a family, or an office behind one address. */
export const SHARE_MIN_PLACES_PER_CONTACT = 20;
export const SHARE_MIN_PLACES_PER_ADDRESS = 50;
/** Live holds that are remembered; beyond that the oldest are not counted any more. */
export const COUNTED_MAX_HOLDS = 200_000;
const CAPACITY_KEPT_MILLISECONDS = 60_000;
const CAPACITIES_MAX_SLOTS = 10_000;

/** Contacts, each on a slot, whose confirmed places are remembered; beyond that the oldest are forgotten. */
const CONFIRMED_MAX_TALLIES = 100_000;
/** Entries that one look asks the database for. */
const CHECK_MAX_ENTRIES = 1_000;

/** The counted part of a request for a hold, or for an entry of a waitlist. */
export type CountedRequest = Pick<HoldRequest, "id" | "slotId" | "quantity" | "customer"> & {
  isEntry?: boolean;
};

/** A hold that this process has placed, or is about to, or an entry. */
interface Held {
  id: string;
  /** Whether it is an entry: it counts on, while it waits and while the hold lives that it became. */
  isEntry: boolean;
  quantity: number;
  /** By `performance.now()`: the process's clock decides about counting, and about nothing else. */
  endsAtMilliseconds: number;
  tallies: Tally[];
}

/** What one contact, or one address, may hold. */
interface Allowance {
  maxHolds: number;
  /** Of a slot's capacity. */
  sharePercent: number;
  /** Of a slot, however small its share. */
  minPlaces: number;
}

/** The live holds of one contact or address, on all slots or on one. */
interface Tally {
  key: string;
  /** The contact or the address, as a key. */
  who: string;
  /** The contact as it was given first; undefined: it is an address. */
  contact: string | undefined;
  /** Oldest first. */
  held: Set<Held>;
  places: number;
  allowance: Allowance;
  /** Only of a tally of one slot. */
  slotId: string | undefined;
}

/** Counts live holds by contact and by address: in this process, or in another one for all processes of a cluster. */
export interface HoldCounts {
  /** The places of a slot that one contact may keep from others. */
  maxPlacesPerContact: (capacity: number) => number;
  /**
   * Counts holds that are about to be placed, all or none.
   * @throws RATE_LIMITED where they would be too many
   */
  reserve: (requests: readonly CountedRequest[], from: ClientAddress) => Promise<void>;
  /** A hold has its full time from now on: it was placed or extended. */
  renew: (id: string) => void;
  /** A booking is no live hold any more, or was not placed at all; an entry has left. */
  remove: (id: string) => void;
  /** A hold was confirmed: its places count on for its contact on its slot. */
  confirm: (id: string) => void;
  /**
   * Counts a hold on another slot, to which it is about to be moved.
   * @throws RATE_LIMITED where its contact or address would have too much of that slot
   */
  move: (id: string, slotId: string) => Promise<void>;
  /** The hold is on this slot, whether it was moved there or a move has failed. */
  isOn: (id: string, slotId: string) => void;
  /**
   * Counts a hold for another contact, which is about to get it. The places of a confirmed booking are compared with those that
   * the contact has.
   * @param contact null: none
   * @throws RATE_LIMITED where the contact would have too much
   */
  give: (places: GivenPlaces, contact: string | null) => Promise<void>;
  /** The hold is this contact's, whether it was given to it or that has failed. */
  isOf: (places: Pick<GivenPlaces, "id" | "slotId">, contact: string | null) => void;
  /**
   * Counts a hold with the quantity of the request, more than it has, which it is about to get.
   * @throws RATE_LIMITED where its contact or address would have too much
   */
  grow: (request: CountedRequest, from: ClientAddress) => Promise<void>;
  /** The hold has so many places, whether its quantity was changed or a change has failed. */
  hasPlaces: (id: string, quantity: number) => void;
}

/** The counted part of a booking that is about to get another contact. */
export type GivenPlaces = Pick<CountedRequest, "id" | "slotId" | "quantity">;

/** Counts live holds in the memory of this process. */
export class HoldLimits implements HoldCounts {
  readonly #db: Db;
  readonly #perContact: Allowance;
  readonly #perAddress: Allowance;
  readonly #holdMilliseconds: number;
  readonly #tallies = new Map<string, Tally>();
  /** By booking, in the order in which they end. */
  readonly #held = new Map<string, Held>();
  readonly #maxPlacesPerContact: number;
  /** Confirmed places that this process has counted, by tally of a contact on a slot. */
  readonly #confirmed = new Map<string, number>();
  readonly #capacities = new Map<string, { capacity: number; until: number }>();

  constructor({ db, holdSeconds, ...settings }: HoldLimitSettings & { db: Db; holdSeconds: number }) {
    this.#db = db;
    this.#perContact = {
      maxHolds: settings.maxHoldsPerContact,
      sharePercent: settings.maxSlotSharePerContactPercent,
      minPlaces: SHARE_MIN_PLACES_PER_CONTACT,
    };
    this.#perAddress = {
      maxHolds: settings.maxHoldsPerAddress,
      sharePercent: settings.maxSlotSharePerAddressPercent,
      minPlaces: SHARE_MIN_PLACES_PER_ADDRESS,
    };
    this.#holdMilliseconds = holdSeconds * 1000;
    this.#maxPlacesPerContact = settings.maxPlacesPerContact ?? Number.POSITIVE_INFINITY;
  }

  maxPlacesPerContact(capacity: number): number {
    return placesPerContact(capacity, this.#perContact.sharePercent);
  }

  /** How many live holds are counted. */
  get size(): number {
    return this.#held.size;
  }

  async reserve(requests: readonly CountedRequest[], from: ClientAddress): Promise<void> {
    const ended = this.#forgetEnded(performance.now());
    if (ended.length > 0) await this.#keepCounting(ended);
    const reserved = requests.map((request) => this.#add(request, from));
    const tallies = new Set(reserved.flatMap((held) => held.tallies));
    try {
      for (const tally of tallies) {
        // Without an await, so that requests of the same moment do not count one that is refused.
        if (hasTooManyHolds(tally) || (await this.#isOverShare(tally))) throw tooMany(tally);
        if (await this.#hasTooManyPlaces(tally)) throw tooMany(tally);
      }
    } catch (error) {
      for (const { id } of reserved) this.remove(id);
      throw error;
    }
  }

  renew(id: string): void {
    const held = this.#held.get(id);
    if (!held) return;
    this.#held.delete(id);
    held.endsAtMilliseconds = performance.now() + this.#holdMilliseconds;
    this.#held.set(id, held);
    for (const { held: all } of held.tallies) {
      all.delete(held);
      all.add(held);
    }
  }

  remove(id: string): void {
    const held = this.#held.get(id);
    if (!held) return;
    this.#held.delete(id);
    this.#countIn(held, []);
  }

  confirm(id: string): void {
    const held = this.#held.get(id);
    const tally = held?.tallies.find(({ slotId, contact }) => slotId !== undefined && contact !== undefined);
    this.remove(id);
    if (!held || !tally) return;
    const places = (this.#confirmed.get(tally.key) ?? 0) + held.quantity;
    this.#confirmed.delete(tally.key);
    this.#confirmed.set(tally.key, places);
    const [oldest] = this.#confirmed.keys();
    if (this.#confirmed.size > CONFIRMED_MAX_TALLIES && oldest !== undefined) this.#confirmed.delete(oldest);
  }

  /** Counts a hold in these tallies, and in no others. */
  #countIn(held: Held, tallies: Tally[]): void {
    for (const tally of held.tallies) {
      tally.held.delete(held);
      tally.places -= held.quantity;
      if (tally.held.size === 0) this.#tallies.delete(tally.key);
    }
    held.tallies = tallies;
    for (const tally of tallies) {
      this.#tallies.set(tally.key, tally);
      tally.held.add(held);
      tally.places += held.quantity;
    }
  }

  async move(id: string, slotId: string): Promise<void> {
    const held = this.#held.get(id);
    if (!held) return;
    const before = held.tallies;
    this.#countOn(held, slotId);
    try {
      await this.#requireShare(held);
    } catch (error) {
      this.#countIn(held, before);
      throw error;
    }
  }

  isOn(id: string, slotId: string): void {
    const held = this.#held.get(id);
    if (held) this.#countOn(held, slotId);
  }

  async give({ id, slotId, quantity }: GivenPlaces, contact: string | null): Promise<void> {
    const held = this.#held.get(id);
    if (!held) {
      const tally = contact === null ? undefined : this.#talliesOf(contact, slotId)[1];
      if (tally && (await this.#hasPlacesBeyond(tally, tally.places + quantity))) throw tooMany(tally);
      return;
    }
    const before = held.tallies;
    this.#countFor(held, slotId, contact);
    try {
      for (const tally of held.tallies.filter((counted) => counted.contact !== undefined)) {
        if (hasTooManyHolds(tally) || (await this.#isOverShare(tally))) throw tooMany(tally);
        if (await this.#hasTooManyPlaces(tally)) throw tooMany(tally);
      }
    } catch (error) {
      this.#countIn(held, before);
      throw error;
    }
  }

  isOf({ id, slotId }: Pick<GivenPlaces, "id" | "slotId">, contact: string | null): void {
    const held = this.#held.get(id);
    if (held) this.#countFor(held, slotId, contact);
  }

  /** Counts a hold for this contact, in place of the one that it was of. */
  #countFor(held: Held, slotId: string, contact: string | null): void {
    const ofAddress = held.tallies.filter((tally) => tally.contact === undefined);
    this.#countIn(held, contact === null ? ofAddress : [...this.#talliesOf(contact, slotId), ...ofAddress]);
  }

  /** Those of a contact: of all slots, and of one. */
  #talliesOf(contact: string, slotId: string): [Tally, Tally] {
    const of = { who: `contact ${storedContactKey(contact)}`, contact, allowance: this.#perContact };
    return [this.#tally(of), this.#tally(of, slotId)];
  }

  async grow(request: CountedRequest, from: ClientAddress): Promise<void> {
    const known = this.#held.get(request.id);
    // One that this process has not counted, as after a restart, counts as if it was placed now.
    if (!known) return this.reserve([request], from);
    const before = known.quantity;
    this.hasPlaces(request.id, request.quantity);
    try {
      await this.#requireShare(known);
    } catch (error) {
      this.hasPlaces(request.id, before);
      throw error;
    }
  }

  hasPlaces(id: string, quantity: number): void {
    const held = this.#held.get(id);
    if (!held) return;
    const { tallies } = held;
    this.#countIn(held, []);
    held.quantity = quantity;
    this.#countIn(held, tallies);
  }

  /** Counts a hold on this slot, in place of the one that it was on. */
  #countOn(held: Held, slotId: string): void {
    const tallies = held.tallies.map((tally) =>
      tally.slotId === undefined ? tally : this.#tally(tally, slotId),
    );
    this.#countIn(held, tallies);
  }

  #add({ id, slotId, quantity, customer, isEntry = false }: CountedRequest, from: ClientAddress): Held {
    const tallies: Tally[] = customer.contact ? this.#talliesOf(customer.contact, slotId) : [];
    if (from !== SHARED_ADDRESS) {
      const of = { who: `address ${from}`, contact: undefined, allowance: this.#perAddress };
      tallies.push(this.#tally(of), this.#tally(of, slotId));
    }
    const endsAtMilliseconds = performance.now() + this.#holdMilliseconds;
    const held: Held = { id, isEntry, quantity, endsAtMilliseconds, tallies: [] };
    this.#held.set(id, held);
    this.#countIn(held, tallies);
    return held;
  }

  /** A known tally, or a new one that is not kept before it counts a hold. */
  #tally({ who, contact, allowance }: Pick<Tally, "who" | "contact" | "allowance">, slotId?: string): Tally {
    const key = slotId === undefined ? who : `${slotId} ${who}`;
    return this.#tallies.get(key) ?? { key, who, contact, held: new Set(), places: 0, allowance, slotId };
  }

  /** @throws RATE_LIMITED where the contact or the address of a counted hold has too much of its slot */
  async #requireShare({ tallies }: Held): Promise<void> {
    for (const tally of tallies) {
      if ((await this.#isOverShare(tally)) || (await this.#hasTooManyPlaces(tally))) throw tooMany(tally);
    }
  }

  async #isOverShare({ slotId, places, allowance }: Tally): Promise<boolean> {
    if (slotId === undefined || places <= allowance.minPlaces) return false;
    const capacity = await this.#capacityOf(slotId);
    return capacity !== undefined && places > maxPlaces(capacity, allowance);
  }

  /** Looks up a contact's confirmed places of a slot only where this process has counted many. */
  async #hasTooManyPlaces({ slotId, contact, key, places, allowance }: Tally): Promise<boolean> {
    if (slotId === undefined || contact === undefined) return false;
    const counted = places + (this.#confirmed.get(key) ?? 0);
    if (counted <= Math.min(allowance.minPlaces, this.#maxPlacesPerContact)) return false;
    return this.#hasPlacesBeyond({ slotId, contact }, places);
  }

  /** Whether these places of a slot are too many beside those that the contact has confirmed, by the database. */
  async #hasPlacesBeyond(
    { slotId, contact }: Pick<Tally, "slotId" | "contact">,
    places: number,
  ): Promise<boolean> {
    if (slotId === undefined || contact === undefined) return false;
    if (this.#maxPlacesPerContact === Number.POSITIVE_INFINITY) return false;
    const { confirmed } = await this.#db
      .selectFrom("bookings")
      .select(sql<number>`coalesce(sum(quantity), 0)::integer`.as("confirmed"))
      .where("slot_id", "=", slotId)
      .where("status", "=", "CONFIRMED")
      .where(hasContact("bookings", contact))
      .executeTakeFirstOrThrow();
    return places + confirmed > this.#maxPlacesPerContact;
  }

  /** A slot's capacity, read once a minute at most, and only where one contact or address holds much of it. */
  async #capacityOf(slotId: string): Promise<number | undefined> {
    const now = performance.now();
    const known = this.#capacities.get(slotId);
    if (known && known.until > now) return known.capacity;
    const slot = await this.#db
      .selectFrom("slots")
      .select("capacity")
      .where("id", "=", slotId)
      .executeTakeFirst();
    if (!slot) return undefined;
    if (this.#capacities.size >= CAPACITIES_MAX_SLOTS) this.#capacities.clear();
    this.#capacities.set(slotId, { capacity: slot.capacity, until: now + CAPACITY_KEPT_MILLISECONDS });
    return slot.capacity;
  }

  /** Forgets holds that have ended; returns entries of which only the database knows whether they have. */
  #forgetEnded(now: number): Held[] {
    const entries: Held[] = [];
    for (const held of this.#held.values()) {
      const isEnded = held.endsAtMilliseconds <= now;
      if (!isEnded && this.#held.size < COUNTED_MAX_HOLDS) break;
      if (!held.isEntry || this.#held.size >= COUNTED_MAX_HOLDS) this.remove(held.id);
      else if (entries.push(held) === CHECK_MAX_ENTRIES) break;
    }
    return entries;
  }

  /** Counts on those entries that wait, or whose hold is live; forgets the others. */
  async #keepCounting(entries: readonly Held[]): Promise<void> {
    for (const { id } of entries) this.renew(id); // so that no other request asks for them meanwhile
    const rows = await this.#db
      .selectFrom("waitlist_entries as entry")
      .leftJoin("bookings", "bookings.id", "entry.booking_id")
      .select("entry.id")
      .where(
        "entry.id",
        "in",
        entries.map(({ id }) => id),
      )
      .where(sql<boolean>`(entry.status = 'WAITING' OR (${isLive}))`)
      .execute();
    const counting = new Set(rows.map(({ id }) => id));
    for (const { id } of entries) if (!counting.has(id)) this.remove(id);
  }
}

const hasTooManyHolds = ({ slotId, held, allowance }: Tally) =>
  slotId === undefined && held.size > allowance.maxHolds;

const maxPlaces = (capacity: number, { sharePercent, minPlaces }: Omit<Allowance, "maxHolds">) =>
  Math.max(minPlaces, (capacity * sharePercent) / 100);

/** The places of a slot that one contact may keep from others, as the share of a contact allows. */
export const placesPerContact = (capacity: number, sharePercent: number): number =>
  maxPlaces(capacity, { sharePercent, minPlaces: SHARE_MIN_PLACES_PER_CONTACT });

/** The refusal, without the contact or address: they do not belong into responses. */
function tooMany({ contact, held, slotId }: Tally): HoldfastError {
  const [oldest] = held;
  const milliseconds = (oldest?.endsAtMilliseconds ?? 0) - performance.now();
  const whose = contact === undefined ? "address" : "contact";
  const detail = slotId
    ? `This ${whose} would have, or wait for, more places of the slot than it may`
    : `This ${whose} has as many live holds as it may: confirm or cancel some first`;
  return new HoldfastError("RATE_LIMITED", detail, {
    retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)),
  });
}

/** The context of a verb that asks for places, or that runs beside the hold queue. */
export interface HoldsContext extends WriteContext {
  /** The queue that gathers requests into transactions. */
  holds: HoldQueue;
  /** The limits on unconfirmed places; undefined: none. */
  holdLimits?: HoldCounts | undefined;
}

/**
 * Places holds, or an entry of a waitlist, unless their contact or address has too many. Staff may hold what they like.
 * @param from undefined: nothing is counted
 * @throws RATE_LIMITED, and the errors of `place`
 */
export async function withinHoldLimits<Placed extends { id: string } | ReplayedHold | Holds>(
  { db, holdLimits, actor }: HoldsContext,
  requests: readonly CountedRequest[],
  from: ClientAddress | undefined,
  place: () => Promise<Placed>,
  idempotencyKey?: string,
): Promise<Placed> {
  if (!holdLimits || from === undefined || isStaff(actor)) return place();
  try {
    await holdLimits.reserve(requests, from);
  } catch (error) {
    if (idempotencyKey !== undefined && (await hasRecord(db, actor, idempotencyKey))) return place();
    throw error;
  }
  const ids = requests.map(({ id }) => id);
  try {
    const placed = await place();
    const isPlaced = placedId(placed) === ids[0];
    for (const id of ids) {
      if (isPlaced) holdLimits.renew(id);
      else holdLimits.remove(id); // replayed: nothing was placed
    }
    return placed;
  } catch (error) {
    for (const id of ids) holdLimits.remove(id);
    throw error;
  }
}

/** The id of the first hold that was placed; undefined for a replay, which places nothing. */
function placedId(placed: { id: string } | ReplayedHold | Holds): string | undefined {
  if (placed instanceof ReplayedHold) return undefined;
  return "items" in placed ? placed.items[0]?.id : placed.id;
}
