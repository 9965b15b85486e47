import { heldIds, makeHolds, makePastBookings, makeSlots, sellOut } from "./data.ts";
import type { Target } from "./load.ts";
import type { RatioSpec, Row } from "./row.ts";
import type { Settings } from "./settings.ts";
import { BOOKING_SUBJECTS, LABELS, SUBJECTS, type Subject } from "./subjects.ts";
import type { World } from "./world.ts";

const CAPACITY = 1_000_000;
export const MANY_SLOTS = 1_000;
const PAST_KEPT_FROM = 100_000;
const BODY = JSON.stringify({ patient_name: "John Doe", patient_contact: "john@email.com" });

/** Bookings that must all be granted. */
export const bookings = (slotIds: readonly string[]): Target => ({
  method: "POST",
  paths: slotIds.map((id) => `/api/slots/${id}/book`),
  body: BODY,
  expected: [{ status: 201, contains: "PENDING" }],
});

/** Bookings on new slots, so that every measurement begins with empty ones. */
export const onFreshSlots =
  (count: number) =>
  async ({ db }: Pick<World, "db">) =>
    bookings(await makeSlots(db, count, CAPACITY));

/** All visitors book the same slot. */
export function hotSlot({ connections }: Settings): Row {
  const name = (subject: Subject, count: number) => `${LABELS[subject]}, ${count}`;
  const ratio = (
    of: [Subject, number],
    over: [Subject, number],
    figure: RatioSpec["figure"],
    goal: RatioSpec["goal"],
  ): RatioSpec => ({
    name: `${figure === "perSecond" ? "requests/s" : figure.slice(0, 3)}: ${name(...of)} ÷ ${name(...over)}`,
    of: name(...of),
    over: name(...over),
    figure,
    ...(goal ? { goal } : {}),
  });
  return {
    id: "hot-slot",
    title: "Hot slot, capacity 1,000,000; by connections",
    variants: connections.flatMap((count) =>
      SUBJECTS.map((subject) => ({
        name: name(subject, count),
        subject,
        connections: count,
        prepare: onFreshSlots(1),
      })),
    ),
    ratios: [
      ratio(["holdfast", 1], ["baseline", 1], "perSecond", undefined),
      ratio(["holdfast", 64], ["baseline", 64], "perSecond", { atLeast: 25 }),
      ratio(["holdfast", 256], ["baseline", 256], "perSecond", { atLeast: 25 }),
      ratio(["holdfast", 64], ["nothing", 64], "perSecond", undefined),
      ratio(["holdfast", 256], ["nothing", 256], "perSecond", { atLeast: 0.45 }),
      ratio(["holdfast", 256], ["holdfast", 64], "perSecond", { atLeast: 1 }),
      ratio(["holdfast", 1], ["baseline", 1], "p50Milliseconds", { atMost: 1.1 }),
      ratio(["holdfast", 256], ["baseline", 256], "p99Milliseconds", { atMost: 0.1 }),
    ],
  };
}

/** Visitors book different slots. */
export function manySlots(): Row {
  return {
    id: "many-slots",
    title: "1,000 slots in turn, 64 connections",
    variants: BOOKING_SUBJECTS.map((subject) => ({
      name: LABELS[subject],
      subject,
      connections: 64,
      prepare: onFreshSlots(MANY_SLOTS),
    })),
    ratios: [
      {
        name: "requests/s: Holdfast ÷ baseline",
        of: LABELS.holdfast,
        over: LABELS.baseline,
        figure: "perSecond",
        goal: { atLeast: 8 },
      },
    ],
  };
}

/** More than the requests of one measurement. */
const HELD = 80_000;
const HELD_MILLISECONDS = 6 * 3_600_000;

/** Holds over so many slots, each of which is confirmed or cancelled once. */
const changes = (change: "confirm" | "cancel", slots: number) => async (world: World) => {
  const slotIds = await makeSlots(world.db, slots, CAPACITY);
  await makeHolds(world.db, slotIds, HELD, new Date(Date.now() + HELD_MILLISECONDS));
  const ids = await heldIds(world.db, slotIds);
  return {
    method: "POST",
    paths: ids.map((id) => `/api/bookings/${id}/${change}`),
    expected: [{ status: 200, contains: change === "confirm" ? "CONFIRMED" : "CANCELLED" }],
  };
};

/** Confirmations and cancellations, of one slot and spread over many. */
export function changesOfBookings(): Row {
  const kinds = ["confirm", "cancel"] as const;
  const [one, many] = ["one slot", `${MANY_SLOTS.toLocaleString("en")} slots`];
  return {
    id: "changes",
    title: "Holds confirmed and cancelled, 64 connections",
    practice: true,
    variants: kinds.flatMap((kind) => [
      { name: `${kind}, ${one}`, subject: "holdfast", connections: 64, prepare: changes(kind, 1) },
      { name: `${kind}, ${many}`, subject: "holdfast", connections: 64, prepare: changes(kind, MANY_SLOTS) },
    ]),
    ratios: kinds.map((kind) => ({
      name: `requests/s: ${kind}, ${many} ÷ ${one}`,
      of: `${kind}, ${many}`,
      over: `${kind}, ${one}`,
      figure: "perSecond",
    })),
  };
}

/** Bookings that must all be refused. */
export async function soldOutSlot({ db }: Pick<World, "db">): Promise<Target> {
  const slotIds = await makeSlots(db, 1, 1);
  await sellOut(db, slotIds);
  return { ...bookings(slotIds), expected: [{ status: 409, contains: "No available seat" }] };
}

/** Visitors find the slot sold out. */
export function soldOut(): Row {
  const counts = [64, 256];
  return {
    id: "sold-out",
    title: "A sold-out slot (409); by connections",
    practice: true,
    variants: counts.flatMap((connections) => [
      { name: `Holdfast, ${connections}`, subject: "holdfast", connections, prepare: soldOutSlot },
      { name: `do-nothing, ${connections}`, subject: "nothing", connections, prepare: onFreshSlots(1) },
    ]),
    ratios: counts.map((count) => ({
      name: `requests/s: Holdfast, ${count} ÷ do-nothing, ${count}`,
      of: `Holdfast, ${count}`,
      over: `do-nothing, ${count}`,
      figure: "perSecond",
      goal: { atLeast: 0.5 },
    })),
  };
}

/** The cost of a slot's history: the hot slot with bookings of the past. */
export function pastBookings({ pastBookings: counts, isQuick, rounds }: Settings): Row {
  const kept = new Map<string, Target>();
  const most = Math.max(...counts);
  const withPast = (subject: Subject, past: number) => async (world: World) => {
    const key = `${subject} ${past}`;
    const target = kept.get(key) ?? (await onFreshSlots(1)(world));
    if (!kept.has(key)) await makePastBookings(world.db, slotIdOf(target), past);
    // A measurement adds little to a long past; a short one is made anew.
    if (past >= PAST_KEPT_FROM) kept.set(key, target);
    return target;
  };
  const name = (subject: Subject, past: number) =>
    `${LABELS[subject]}, ${past === 0 ? "empty" : past.toLocaleString("en")}`;
  return {
    id: "past-bookings",
    title: "Hot slot, 64 connections; by bookings that the slot has had",
    seconds: isQuick ? 1 : 2,
    rounds: 2 * rounds - 1, // two rounds differ by more than its goal differs from 1
    variants: BOOKING_SUBJECTS.flatMap((subject) =>
      counts.map((past) => ({
        name: name(subject, past),
        subject,
        connections: 64,
        prepare: withPast(subject, past),
      })),
    ),
    ratios: BOOKING_SUBJECTS.map((subject) => ({
      name: `requests/s: ${name(subject, most)} ÷ ${name(subject, 0)}`,
      of: name(subject, most),
      over: name(subject, 0),
      figure: "perSecond",
      ...(subject === "holdfast" ? { goal: { atLeast: 0.95 } } : {}),
    })),
  };
}

const slotIdOf = ({ paths }: Target) => (paths[0] as string).split("/")[3] as string;
