import { openSession, type Session } from "@holdfast/db/testing";
import { withDefects } from "../defects.ts";
import type { Scenario } from "../scenario.ts";
import { whyNoSmallDisk } from "../small-disk.ts";
import { pause, until } from "../wait.ts";
import { DATABASE, type Run } from "../world.ts";

/* A lack of connections, of room, or of right clocks. */

export const shiftedBy = (hours: number) =>
  `${new URL("../shift-clock.ts", import.meta.url).href}?hours=${hours}`;

export const wrongClocks: Scenario = {
  name: "the processes' clocks wrong by an hour, ahead and behind",
  world: { process: (index) => ({ imports: [shiftedBy(index === 0 ? 1 : -1)] }) },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    await pause(4_000);
    await load.stop();
  },
};

/** Three of them are reserved for the superuser, whom the suite uses. */
const MAX_CONNECTIONS = "40";

export const noConnections: Scenario = {
  name: "connections exhausted",
  world: { settings: { max_connections: MAX_CONNECTIONS, superuser_reserved_connections: "3" } },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    await pause(300);
    const hogs = await takeAllConnections(run);
    await run.world.sql((session) =>
      session.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'holdfast%'",
      ),
    );
    hogs.push(...(await takeAllConnections(run)));
    run.note("taken", hogs.length);
    await pause(run.random.between(1_500, 3_000));
    await Promise.all(hogs.map((session) => session.end()));
    await run.recover();
    await pause(300);
    await load.stop();
  },
};

/** Opens connections as the product's user until PostgreSQL refuses one. */
async function takeAllConnections(run: Run): Promise<Session[]> {
  const sessions: Session[] = [];
  for (;;) {
    const session = await openSession(run.world.postgres.ownerUrl(DATABASE)).catch(() => undefined);
    if (!session) return sessions;
    sessions.push(session);
  }
}

/** Room for three files of the log, but not for those after the next checkpoints. */
const WAL_MEBIBYTES = 64;

export const walFull: Scenario = {
  name: "the disk of the write-ahead log full",
  whyNot: whyNoSmallDisk,
  world: {
    walMebibytes: WAL_MEBIBYTES,
    settings: { min_wal_size: "32MB", max_wal_size: "32MB", checkpoint_timeout: "30s" },
  },
  run: async (run) => {
    const { postgres } = run.world;
    await run.makeSlots();
    const load = run.startLoad();
    await pause(run.random.between(200, 800));
    await postgres.walDisk.fill();
    await until("the log does not fit any more", () => isWalStuck(run), 30_000);
    await pause(run.random.between(500, 2_000));
    run.note("postgresWentDown", Number(!postgres.isRunning));
    await postgres.walDisk.free();
    await until(
      "PostgreSQL is back, or gone",
      async () => !postgres.isRunning || (await postgres.accepts()),
      30_000,
    );
    await run.recover();
    await pause(500);
    await load.stop();
  },
};

/** Writes a file's worth to the log; returns whether that failed. */
async function isWalStuck(run: Run): Promise<boolean> {
  const write = "SELECT pg_logical_emit_message(true, 'faults', repeat('x', 4000000)), pg_switch_wal()";
  return run.world
    .sql((session) => session.query(write))
    .then(
      () => false,
      () => true,
    );
}

export const poolOfOne: Scenario = {
  name: "a pool of one connection",
  world: { process: () => withDefects("pool-of-one") },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad({ customers: 16 });
    await pause(1_500);
    run.random.pick(run.world.apis).proxy.cutAll();
    await pause(1_500);
    await load.stop();
  },
};

export const oldSnapshot: Scenario = {
  name: "an old snapshot held open",
  run: async (run) => {
    await run.makeSlots();
    await run.world.sql(async (session) => {
      await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
      const count = async () =>
        (await session.query<{ count: number }>("SELECT count(*)::int AS count FROM bookings"))[0]?.count;
      const before = await count();
      const load = run.startLoad();
      await pause(5_000);
      await load.stop();
      if ((await count()) !== before) throw new Error("the snapshot was not old");
      await session.query("COMMIT");
    });
  },
};
