import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SEND_MAIL } from "@holdfast/core";
import { migrateToLatest } from "@holdfast/db";
import { sql } from "kysely";
import { endProcess } from "../../scripts/server-process.ts";
import { cpuTimesOfSessions, microsecondsBetween } from "./cpu.ts";
import { createBaselineTables, heldIds, makeHolds, makeSlots } from "./data.ts";
import type { Figures, RowResult } from "./result.ts";
import { onFreshSlots } from "./rows.ts";
import { checkInvariants, loadUntilWarm, summarize } from "./runner.ts";
import { type Server, startServer } from "./servers.ts";
import { connectTo, createDatabase, type Postgres, type World } from "./world.ts";

const DATABASE = "bench_mails";
const CONNECTIONS = 64;
const HELD_MILLISECONDS = 6 * 3_600_000;
/** Confirmations at a time. */
const CONFIRM_MAX_REQUESTS = 64;
/** More mails than are sent in a round. */
const BACKLOG = 3_000;
/** Several polls of the queue. */
const ALONE_SECONDS = 4;
const POLL_MILLISECONDS = 50;
const QUEUE_MAX_MILLISECONDS = 60_000;
const RECEIVER = fileURLToPath(new URL("mail-receiver.ts", import.meta.url));

const OFF = "bookings, mails turned off";
const IDLE = "bookings, no mail to send";
const BOTH = "bookings and mails";
const MAILS = "mails alone";

/** Mails that a worker sends in a second, and bookings on a hot slot of the same process meanwhile. */
export async function measureMails(world: World): Promise<RowResult> {
  const receiver = fork(RECEIVER);
  const stopReceiver = async () => void (await endProcess(receiver));
  world.undo.unshift(stopReceiver);
  const [port] = (await once(receiver, "message")) as [number];
  const url = await createDatabase(world, DATABASE);
  await migrateToLatest(url);
  const db = connectTo(url, world.undo);
  await createBaselineTables(db);
  const server = await startServer("holdfast", url, undefined, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "tickets@example.org",
  });
  world.undo.unshift(server.stop);
  const mailing: Mailing = { world, url, db, server };
  await loadUntilWarm(world.settings, () => book(mailing, 1));
  const rounds: Map<string, Figures>[] = [];
  for (let round = 0; round < world.settings.rounds; round++) rounds.push(await measure(mailing));
  await checkInvariants({ db });
  await server.stop();
  await stopReceiver();
  return summarize(
    {
      id: "mails",
      title: `A hot slot at ${CONNECTIONS} connections, and mails of one worker`,
      variants: [OFF, IDLE, BOTH, MAILS].map((name) => ({ name })),
      ratios: [IDLE, BOTH].map((name) => ({
        name: `requests/s: ${name} ÷ ${OFF}`,
        of: name,
        over: OFF,
        figure: "perSecond",
      })),
    },
    rounds,
  );
}

interface Mailing extends Postgres {
  world: World;
  server: Server;
}

/** A round: bookings of a server without mails, of one that has none to send, and of one that sends them; mails by themselves. */
async function measure(mailing: Mailing): Promise<Map<string, Figures>> {
  const { world } = mailing;
  const { seconds } = world.settings;
  const off = await book({ ...mailing, db: world.db, server: world.servers.holdfast }, seconds);
  const idle = await book(mailing, seconds);
  await queueMails(mailing);
  const [cpu, alone] = await countSent(mailing, () => cpuOf(mailing, () => sleep(1_000 * ALONE_SECONDS)));
  const perMail = (microseconds: number) => microseconds / (alone * ALONE_SECONDS);
  const [both, meanwhile] = await countSent(mailing, () => book(mailing, seconds));
  await forgetQueued(mailing);
  const unmeasured = { apiMicroseconds: 0, postgresMicroseconds: 0 };
  const nothing = { perSecond: 0, p50Milliseconds: 0, p99Milliseconds: 0 };
  return new Map<string, Figures>([
    [OFF, { ...off, mailsPerSecond: 0, ...unmeasured }],
    [IDLE, { ...idle, mailsPerSecond: 0, ...unmeasured }],
    [BOTH, { ...both, mailsPerSecond: meanwhile, ...unmeasured }],
    [
      MAILS,
      {
        ...nothing,
        mailsPerSecond: alone,
        apiMicroseconds: perMail(cpu.api),
        postgresMicroseconds: perMail(cpu.postgres),
      },
    ],
  ]);
}

/** The CPU time of the server, and of PostgreSQL for it, while something runs; in microseconds. */
async function cpuOf({ db, server }: Mailing, run: () => Promise<void>) {
  const look = async () => ({ api: await server.cpuTimes(), postgres: await cpuTimesOfSessions(db) });
  const before = await look();
  await run();
  const after = await look();
  return {
    api: microsecondsBetween(before.api, after.api),
    postgres: microsecondsBetween(before.postgres, after.postgres),
  };
}

async function book({ world, db, server: { host, port } }: Mailing, seconds: number) {
  const { rampSeconds: warmupSeconds } = world.settings;
  const plan = { host, port, connections: CONNECTIONS, seconds, warmupSeconds };
  const result = await world.loader.run({ ...plan, ...(await onFreshSlots(1)({ db })) });
  const { perSecond, p50Milliseconds, p99Milliseconds } = result;
  return { perSecond, p50Milliseconds, p99Milliseconds };
}

/** Confirms bookings, and waits until each has its mail in the queue. */
async function queueMails({ db, server: { host, port } }: Mailing): Promise<void> {
  const slotIds = await makeSlots(db, 1, BACKLOG);
  await makeHolds(db, slotIds, BACKLOG, new Date(Date.now() + HELD_MILLISECONDS));
  const ids = await heldIds(db, slotIds);
  const confirmOneByOne = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const response = await fetch(`http://${host}:${port}/api/bookings/${id}/confirm`, { method: "POST" });
      if (response.status !== 200) throw new Error(`a confirmation was refused with ${response.status}`);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONFIRM_MAX_REQUESTS }, confirmOneByOne));
  const deadline = performance.now() + QUEUE_MAX_MILLISECONDS;
  while ((await countMails(db, slotIds)) < BACKLOG) {
    if (performance.now() > deadline) throw new Error("not every confirmation made a mail");
    await sleep(POLL_MILLISECONDS);
  }
}

/** What is left would be sent during the next round. */
async function forgetQueued({ db }: Mailing): Promise<void> {
  await sql`UPDATE mails SET state = 'SKIPPED' WHERE state = 'QUEUED'`.execute(db);
  await sql`DELETE FROM pgboss.job WHERE name = ${SEND_MAIL} AND state = 'created'`.execute(db);
}

async function countMails(db: Postgres["db"], slotIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM mails WHERE slot_id = ANY(${slotIds}::uuid[])`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Runs something, and counts the mails that are sent meanwhile. Returns its result, and the mails of a second. */
async function countSent<Result>(
  { db }: Mailing,
  run: () => Promise<Result>,
): Promise<[result: Result, perSecond: number]> {
  const look = async () => {
    const { rows } = await sql<{ sent: number; queued: number }>`
      SELECT count(*) FILTER (WHERE state = 'SENT')::integer AS sent,
        count(*) FILTER (WHERE state = 'QUEUED')::integer AS queued FROM mails`.execute(db);
    return rows[0] ?? { sent: 0, queued: 0 };
  };
  const before = await look();
  const startedAt = performance.now();
  const result = await run();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { sent, queued } = await look();
  if (queued === 0) throw new Error("all mails were sent before the measurement was over");
  return [result, (sent - before.sent) / seconds];
}
