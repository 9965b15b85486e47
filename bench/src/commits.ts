import { setTimeout as sleep } from "node:timers/promises";
import { migrateToLatest, openDatabase } from "@holdfast/db";
import { sql } from "kysely";
import { createBaselineTables, makeSlots } from "./data.ts";
import type { RowResult } from "./result.ts";
import { bookings } from "./rows.ts";
import { checkInvariants } from "./runner.ts";
import { startServer } from "./servers.ts";
import { createDatabase, type World } from "./world.ts";

const DATABASE = "bench_commits";
const SECONDS = { quick: 3, full: 8 };
const POLL_MILLISECONDS = 50;
const LOOKS_MAX = 40;

/**
 * Measures the commits per accepted booking, background jobs included. The row has a database and a process of
 * its own, because PostgreSQL counts by database, and counts a session's last commits only after its end.
 */
export async function measureCommits(world: World): Promise<RowResult> {
  const url = await createDatabase(world, DATABASE);
  await migrateToLatest(url);
  const db = openDatabase({ url });
  let figures: { bookings: number; commits: number };
  try {
    await createBaselineTables(db);
    const target = bookings(await makeSlots(db, 1, 1_000_000));
    const { host, port, stop } = await startServer("holdfast", url);
    world.undo.unshift(stop);
    const before = await countCommits(world);
    const seconds = world.settings.isQuick ? SECONDS.quick : SECONDS.full;
    const plan = { host, port, connections: 64, seconds, warmupSeconds: 0, ...target };
    const { received } = await world.loader.run(plan).finally(stop);
    await checkInvariants({ db });
    await db.destroy();
    figures = { bookings: received, commits: (await countCommits(world)) - before };
  } finally {
    await db.destroy();
  }
  await sql`DROP DATABASE ${sql.id(DATABASE)} WITH (FORCE)`.execute(world.db);
  return {
    id: "commits",
    title: "Commits on the hot slot, 64 connections, background transactions included",
    lines: [{ name: "Holdfast", figures }],
    ratios: [
      {
        name: "commits per accepted booking",
        value: figures.commits / figures.bookings,
        goal: { atMost: 0.1 },
      },
    ],
  };
}

/** Counts all commits on that database, after the last session on it has ended. */
async function countCommits({ db }: World): Promise<number> {
  for (let looks = LOOKS_MAX; looks > 0; looks--) {
    const { rows } = await sql<{ sessions: number; commits: number }>`
      SELECT numbackends AS sessions, xact_commit::integer AS commits FROM pg_stat_database
      WHERE datname = ${DATABASE}`.execute(db);
    if (rows[0]?.sessions === 0 || looks === 1) return rows[0]?.commits ?? Number.NaN;
    await sleep(POLL_MILLISECONDS);
  }
  throw new Error("unreachable");
}
