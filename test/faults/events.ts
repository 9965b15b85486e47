import type { Event, EventType } from "@holdfast/contract";
import { EventHorizon, type EventsContext, listEvents } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { few } from "./few.ts";
import type { Observed } from "./observer.ts";
import { pause, until } from "./wait.ts";

/* A reader of events that goes on by its cursor all through a fault, as a receiver outside would. */

const PAGE_EVENTS = 100;
const LOOK_MILLISECONDS = 10;
const CATCH_UP_MAX_MILLISECONDS = 30_000;

/** A horizon that trusts the last entry it sees: one that commits late is missed. */
class HastyHorizon extends EventHorizon {
  readonly #database: EventsContext["db"];

  constructor(db: EventsContext["db"]) {
    super(db);
    this.#database = db;
  }

  override async settled(): Promise<bigint> {
    const { last } = await this.#database
      .selectFrom("audit")
      .select(({ fn }) => fn.max("id").as("last"))
      .executeTakeFirstOrThrow();
    return BigInt(last ?? 0);
  }
}

/** The events that a reader has seen. */
export interface EventReader {
  /** Reads on to the newest event, and ends. */
  stop: () => Promise<Event[]>;
}

/**
 * Reads events from now on.
 * @param url the database's, which may move to another server
 * @param isHasty whether it reads what is not settled, which is a defect
 */
export function readEvents(url: () => string, isHasty: boolean): EventReader {
  const read: Event[] = [];
  let isEnding = false;
  let cursor: string | undefined;
  let ctx: (EventsContext & { url: string }) | undefined;

  /** Reads a page; returns whether it was the last. */
  const readPage = async (): Promise<boolean> => {
    if (ctx?.url !== url()) {
      await ctx?.db.destroy();
      const db = openDatabase({ url: url(), maxConnections: 1 });
      ctx = { url: url(), db, horizon: isHasty ? new HastyHorizon(db) : new EventHorizon(db) };
    }
    const { items, nextCursor } = await listEvents(ctx, { limit: PAGE_EVENTS, ...(cursor && { cursor }) });
    read.push(...items);
    cursor = nextCursor ?? items.at(-1)?.cursor ?? cursor;
    return nextCursor === null;
  };
  const reading = (async () => {
    while (!isEnding) {
      // The database is away at times, which is the purpose of the run.
      const isAtEnd = await readPage().catch(() => true);
      if (isAtEnd) await pause(LOOK_MILLISECONDS);
    }
  })();
  return {
    stop: async () => {
      isEnding = true;
      await reading;
      const settled = async () => (await ctx?.horizon.settled()) ?? 0n;
      const last = await settled();
      const isThere = async () => (await readPage()) && (await settled()) >= last;
      await until("every event has been read", isThere, CATCH_UP_MAX_MILLISECONDS);
      await ctx?.db.destroy();
      return read;
    },
  };
}

/** The status that a type of event means. */
const STATUSES: Partial<Record<EventType, string>> = {
  "booking.held": "PENDING",
  "booking.confirmed": "CONFIRMED",
  "booking.cancelled": "CANCELLED",
  "booking.expired": "FAILED",
};

/** Every change of a booking has its event, once and in order, with the state after it; and no event is invented. */
export function eventsTellAll(events: readonly Event[], { bookings, changes }: Observed): string[] {
  const told = new Map<string, string[]>();
  const wrong: string[] = [];
  for (const { type, bookingId, data, id } of events) {
    const status = STATUSES[type];
    if (!status || !bookingId) continue;
    told.set(bookingId, [...(told.get(bookingId) ?? []), status]);
    if (data["status"] !== status) wrong.push(`event ${id} is ${type}, and its state ${data["status"]}`);
  }
  const happened = Map.groupBy(changes, ({ bookingId }) => bookingId);
  for (const { id } of bookings) {
    const [truth, events] = [happened.get(id)?.map(({ became }) => became), told.get(id)].map(
      (statuses) => statuses?.join(", ") ?? "nothing",
    );
    if (truth !== events) wrong.push(`events of ${id} tell ${events}, and what happened is ${truth}`);
  }
  const ids = new Set(events.map(({ id }) => id));
  if (ids.size < events.length) wrong.push(`${events.length - ids.size} events came twice`);
  return few(wrong);
}
