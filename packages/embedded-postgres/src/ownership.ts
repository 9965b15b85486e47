import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/**
 * The advisory lock of the living Holdfast that uses a server (the bytes of "hold"). It is held in the database
 * `postgres`, because such a lock counts within one database, and `holdfast` may be dropped.
 */
export const OWNER_LOCK_KEY = 0x686f6c64;

const TRY_LOCK = "SELECT pg_try_advisory_lock($1) AS locked";
const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
/** The time in which the connection of a killed owner vanishes. */
const GRACE_MILLISECONDS = 2_000;
const GRACE_POLL_MILLISECONDS = 50;
const RECLAIM_MILLISECONDS = 500;

/** This process's ownership of a server; while it lasts, no other Holdfast uses or stops that server. */
export interface Ownership {
  query(sql: string): Promise<pg.QueryResult>;
  /** @returns false once another Holdfast has taken the server over, after a crash of the server */
  isHeld(): boolean;
  /** Calls `look` after each failed attempt to claim the server again. */
  whenUnreachable(look: () => Promise<void>): void;
  release(): Promise<void>;
}

/**
 * Claims a server.
 * @param url of the database `postgres` on it
 * @returns undefined when another Holdfast owns it
 * @throws pg's or the socket's error when the server cannot be asked (yet)
 */
export async function claim(url: string): Promise<Ownership | undefined> {
  const client = await connectAndLock(url, GRACE_MILLISECONDS);
  return client && keep(url, client);
}

async function connectAndLock(url: string, graceMilliseconds: number): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    application_name: "holdfast owner",
    keepAlive: true,
  });
  // An error without a listener would end this process; the event "end" follows.
  client.on("error", () => {});
  let locked = false;
  try {
    await client.connect();
    const deadline = Date.now() + graceMilliseconds;
    for (;;) {
      const { rows } = await client.query<{ locked: boolean }>(TRY_LOCK, [OWNER_LOCK_KEY]);
      locked = rows[0]?.locked === true;
      if (locked) return client;
      if (Date.now() >= deadline) return undefined;
      await sleep(GRACE_POLL_MILLISECONDS);
    }
  } finally {
    if (!locked) void client.end().catch(() => {});
  }
}

/** Claims the server again whenever the connection breaks, as it does when any backend crashes. */
function keep(url: string, first: pg.Client): Ownership {
  let client = first;
  let state: "held" | "lost" | "released" = "held";
  let look = async () => {};

  const reclaim = async () => {
    while (state === "held") {
      await sleep(RECLAIM_MILLISECONDS, undefined, { ref: false });
      try {
        const next = await connectAndLock(url, 0);
        if (next) return state === "held" ? watch(next) : await next.end();
        state = "lost";
      } catch {
        await look();
      }
    }
  };
  const watch = (next: pg.Client) => {
    client = next;
    client.once("end", () => void reclaim());
  };
  watch(first);

  return {
    query: (sql) => client.query(sql),
    isHeld: () => state !== "lost",
    whenUnreachable: (next) => {
      look = next;
    },
    release: async () => {
      state = "released";
      await client.end().catch(() => {});
    },
  };
}
