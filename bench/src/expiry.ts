import { setTimeout as sleep } from "node:timers/promises";
import { EXPIRE_HOLDS, openJobs } from "@holdfast/core";
import { sql } from "kysely";
import { emptyTables, makeHolds, makeSlots } from "./data.ts";
import { type LoadResult, TIMELINE_STEP_MILLISECONDS } from "./load.ts";
import type { Figures, RowResult } from "./result.ts";
import { bookings } from "./rows.ts";
import { checkInvariants } from "./runner.ts";
import { median } from "./statistics.ts";
import { load, type World } from "./world.ts";

const SPREADS = [1, 1_000];
const ROUNDS = { quick: 1, full: 3 };
/** What making the holds may take. */
const SET_UP_SECONDS = 6;
/** From the first booking to the second in which the holds are due; the first of them do not count. */
const BEFORE_SECONDS = 4;
const RAMP_SECONDS = 1;
const AFTER_SECONDS = 7;
const WAIT_MAX_SECONDS = 90;
const POLL_MILLISECONDS = 50;

/** How long it takes until holds that are due at once are FAILED, and what visitors notice of it. */
export async function measureExpiry(world: World): Promise<RowResult> {
  const rounds = world.settings.isQuick ? ROUNDS.quick : ROUNDS.full;
  const measured = new Map<number, Figures[]>(SPREADS.map((slots) => [slots, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [slots, figures] of measured) figures.push(await expireOnce(world, slots));
  }
  const name = (slots: number) =>
    slots === 1 ? "over one slot" : `over ${slots.toLocaleString("en")} slots`;
  const of = (slots: number, pick: (figures: Figures) => number) =>
    median((measured.get(slots) ?? []).map(pick));
  return {
    id: "expiry",
    title: `${world.settings.dueHolds.toLocaleString("en")} holds due in the same second; bookings on another slot, 64 connections`,
    lines: SPREADS.map((slots) => ({
      name: name(slots),
      figures: Object.fromEntries(
        ["seconds", "perSecondBefore", "perSecondMeanwhile"].map((key) => [
          key,
          of(slots, (figures) => figures[key] ?? Number.NaN),
        ]),
      ),
    })),
    ratios: SPREADS.flatMap((slots) => [
      {
        name: `seconds from due to all FAILED, ${name(slots)}`,
        value: of(slots, ({ seconds = Number.NaN }) => seconds),
        goal: { atMost: 5 },
      },
      {
        name: `requests/s: meanwhile ÷ before, ${name(slots)}`,
        value: of(
          slots,
          ({ perSecondMeanwhile = Number.NaN, perSecondBefore = Number.NaN }) =>
            perSecondMeanwhile / perSecondBefore,
        ),
        goal: { atLeast: 0.7 },
      },
    ]),
  };
}

async function expireOnce(world: World, slots: number): Promise<Figures> {
  const { db, settings } = world;
  await emptyTables(db);
  const slotIds = await makeSlots(db, slots, 1_000_000);
  const otherSlotId = (await makeSlots(db, 1, 1_000_000))[0] as string;
  const dueAt = new Date(Math.ceil(Date.now() / 1000 + SET_UP_SECONDS + BEFORE_SECONDS) * 1000);
  await makeHolds(db, slotIds, settings.dueHolds, dueAt);
  await enqueueExpiry(world, dueAt);
  const untilLoad = dueAt.getTime() - BEFORE_SECONDS * 1000 - Date.now();
  if (untilLoad < 0) throw new Error("making the holds took longer than SET_UP_SECONDS");
  await sleep(untilLoad);

  const seconds = BEFORE_SECONDS - RAMP_SECONDS + AFTER_SECONDS;
  const to = { subject: "holdfast", connections: 64, seconds, warmupSeconds: RAMP_SECONDS } as const;
  const visitors = load(world, to, bookings([otherSlotId]));
  const [result, doneAt] = await Promise.all([visitors, untilReleased(world, slotIds, otherSlotId, dueAt)]);
  await checkInvariants(world);
  return {
    seconds: (doneAt - dueAt.getTime()) / 1000,
    perSecondBefore: perSecondIn(result, result.countedFrom, dueAt.getTime()),
    perSecondMeanwhile: perSecondIn(result, dueAt.getTime(), doneAt),
  };
}

/** The job that Holdfast's own transactions enqueue with their holds. */
async function enqueueExpiry({ url }: World, dueAt: Date): Promise<void> {
  const onError = (error: Error) => console.error(error);
  const jobs = await openJobs({ url, worker: false, onError });
  await jobs.insert(EXPIRE_HOLDS, [{ startAfter: dueAt.toISOString() }]);
  await jobs.stop({ graceful: false });
}

/**
 * Waits until every counter is back at 0: a cheap question, because what asks shares the machine with what is measured.
 * Then every hold must be FAILED.
 * @returns when that was, as `Date.now()`
 */
async function untilReleased(
  { db, settings }: World,
  slotIds: string[],
  otherSlotId: string,
  dueAt: Date,
): Promise<number> {
  await sleep(dueAt.getTime() - Date.now());
  for (;;) {
    const { rows } = await sql<{ pending: boolean }>`
      SELECT EXISTS (SELECT FROM slots WHERE booked <> 0 AND id <> ${otherSlotId}) AS pending`.execute(db);
    const now = Date.now();
    if (rows[0]?.pending === false) break;
    if (now > dueAt.getTime() + WAIT_MAX_SECONDS * 1000) throw new Error("due holds are still PENDING");
    await sleep(POLL_MILLISECONDS);
  }
  const doneAt = Date.now();
  const { rows } = await sql<{ failed: number }>`
    SELECT count(*)::integer AS failed FROM bookings
    WHERE slot_id = ANY(${slotIds}::uuid[]) AND failure_reason = 'HOLD_EXPIRED'`.execute(db);
  if (rows[0]?.failed !== settings.dueHolds) throw new Error(`${rows[0]?.failed} holds are FAILED`);
  return doneAt;
}

/** Responses per second between two times, of those that were counted. */
function perSecondIn({ timeline, countedFrom }: LoadResult, from: number, to: number): number {
  const step = (time: number) => Math.round((time - countedFrom) / TIMELINE_STEP_MILLISECONDS);
  const counted = timeline.slice(Math.max(0, step(from)), Math.max(step(from) + 1, step(to)));
  const sum = counted.reduce((total, count) => total + count, 0);
  return sum / ((counted.length * TIMELINE_STEP_MILLISECONDS) / 1000);
}
