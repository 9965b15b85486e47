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
/** For the insertion of the holds; a slow machine gets twice as long, again and again. */
const SET_UP_SECONDS = 6;
const SET_UP_MAX_SECONDS = 100;
/** From the first booking to the second in which the holds expire; the ramp is part of it. */
const BEFORE_SECONDS = 5;
const RAMP_SECONDS = 1;
/** The bound on the release of all holds. */
const RELEASE_GOAL_SECONDS = 30;
/** Bookings go on until the last hold is released, and no longer than this. */
const AFTER_MAX_SECONDS = 90;
const POLL_MILLISECONDS = 50;

/** Measures the time until holds that expire at once are FAILED, and the rate of other bookings meanwhile. */
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
    title: `${world.settings.expiringHolds.toLocaleString("en")} holds that expire in the same second; bookings on another slot, 64 connections`,
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
        name: `seconds until all are FAILED, ${name(slots)}`,
        value: of(slots, ({ seconds = Number.NaN }) => seconds),
        goal: { atMost: RELEASE_GOAL_SECONDS },
      },
      {
        name: `requests/s: meanwhile ÷ before, ${name(slots)}`,
        value: of(
          slots,
          ({ perSecondMeanwhile = Number.NaN, perSecondBefore = Number.NaN }) =>
            perSecondMeanwhile / perSecondBefore,
        ),
        goal: { atLeast: 0.8 },
      },
    ]),
  };
}

async function expireOnce(world: World, slots: number, setUpSeconds = SET_UP_SECONDS): Promise<Figures> {
  const { db, settings } = world;
  await emptyTables(db);
  const slotIds = await makeSlots(db, slots, 1_000_000);
  const otherSlotId = (await makeSlots(db, 1, 1_000_000))[0] as string;
  const expiresAt = new Date(Math.ceil(Date.now() / 1000 + setUpSeconds + BEFORE_SECONDS) * 1000);
  await makeHolds(db, slotIds, settings.expiringHolds, expiresAt);
  await enqueueExpiry(world, expiresAt);
  const untilLoad = expiresAt.getTime() - BEFORE_SECONDS * 1000 - Date.now();
  if (untilLoad < 0) {
    if (setUpSeconds > SET_UP_MAX_SECONDS) throw new Error("inserting the holds takes too long");
    return expireOnce(world, slots, setUpSeconds * 2);
  }
  await sleep(untilLoad);

  const seconds = BEFORE_SECONDS - RAMP_SECONDS + AFTER_MAX_SECONDS;
  const to = { subject: "holdfast", connections: 64, seconds, warmupSeconds: RAMP_SECONDS } as const;
  const visitors = load(world, to, bookings([otherSlotId]));
  const released = untilReleased(world, slotIds, otherSlotId, expiresAt).finally(world.loader.finish);
  const [result, doneAt] = await Promise.all([visitors, released]);
  await checkInvariants(world);
  return {
    seconds: (doneAt - expiresAt.getTime()) / 1000,
    perSecondBefore: perSecondIn(result, result.countedFrom, expiresAt.getTime()),
    perSecondMeanwhile: perSecondIn(result, expiresAt.getTime(), doneAt),
  };
}

/** Enqueues the job that Holdfast's own transactions enqueue with their holds. */
async function enqueueExpiry({ url }: World, expiresAt: Date): Promise<void> {
  const onError = (error: Error) => console.error(error);
  const jobs = await openJobs({ url, worker: false, onError });
  await jobs.insert(EXPIRE_HOLDS, [{ startAfter: expiresAt.toISOString() }]);
  await jobs.stop({ graceful: false });
}

/**
 * Waits until every counter is back at 0: a cheap query, because it shares the machine with the measurement.
 * @returns the time of that, as `Date.now()`
 * @throws where not every hold is FAILED then
 */
async function untilReleased(
  { db, settings }: World,
  slotIds: string[],
  otherSlotId: string,
  expiresAt: Date,
): Promise<number> {
  await sleep(expiresAt.getTime() - Date.now());
  for (;;) {
    const { rows } = await sql<{ pending: boolean }>`
      SELECT EXISTS (SELECT FROM slots WHERE booked <> 0 AND id <> ${otherSlotId}) AS pending`.execute(db);
    const now = Date.now();
    if (rows[0]?.pending === false) break;
    if (now > expiresAt.getTime() + AFTER_MAX_SECONDS * 1000) {
      throw new Error("expired holds are still PENDING");
    }
    await sleep(POLL_MILLISECONDS);
  }
  const doneAt = Date.now();
  const { rows } = await sql<{ failed: number }>`
    SELECT count(*)::integer AS failed FROM bookings
    WHERE slot_id = ANY(${slotIds}::uuid[]) AND failure_reason = 'HOLD_EXPIRED'`.execute(db);
  if (rows[0]?.failed !== settings.expiringHolds) throw new Error(`${rows[0]?.failed} holds are FAILED`);
  return doneAt;
}

/** The counted responses between two times, per second. */
function perSecondIn({ timeline, countedFrom }: LoadResult, from: number, to: number): number {
  const step = (time: number) => Math.round((time - countedFrom) / TIMELINE_STEP_MILLISECONDS);
  const counted = timeline.slice(Math.max(0, step(from)), Math.max(step(from) + 1, step(to)));
  const sum = counted.reduce((total, count) => total + count, 0);
  return sum / ((counted.length * TIMELINE_STEP_MILLISECONDS) / 1000);
}
