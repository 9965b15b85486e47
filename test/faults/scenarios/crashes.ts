import { signal } from "../postgres.ts";
import { COMMITTED } from "../proxy.ts";
import type { Scenario } from "../scenario.ts";
import { pause, until } from "../wait.ts";
import type { Run } from "../world.ts";

/* Processes killed at the worst moment. */

const POSTGRES_KILLS = 20;

export const apiKilledAfterCommit: Scenario = {
  name: "kill -9 of an API process after COMMIT, before the reply",
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    const api = run.random.pick(run.world.apis);
    const skip = run.random.between(3, 30);
    await api.proxy.trap("server", COMMITTED, () => api.kill(), { skip });
    await pause(run.random.between(0, 500));
    await run.recover();
    await pause(500);
    await load.stop();
  },
};

export const apiKilledWithQueue: Scenario = {
  name: "kill -9 of an API process with a queue of requests",
  run: async (run) => {
    const [slotId = ""] = await run.makeSlots({ slots: 1, capacity: 100 });
    const api = run.random.pick(run.world.apis);
    await run.world.sql(async (session) => {
      await session.query("BEGIN");
      await session.query("SELECT FROM slots WHERE id = $1 FOR UPDATE", [slotId]);
      const load = run.startLoad({ customers: 60, thinkMaxMilliseconds: 5 });
      await pause(run.random.between(200, 900));
      await api.kill();
      await session.query("COMMIT");
      await run.recover();
      await pause(500);
      await load.stop();
    });
  },
};

export const postgresKilled: Scenario = {
  name: `kill -9 of PostgreSQL under load, ${POSTGRES_KILLS} times`,
  run: async (run) => {
    await run.makeSlots({ capacity: 40 });
    const load = run.startLoad();
    for (let kills = 0; kills < POSTGRES_KILLS; kills++) {
      await pause(run.random.between(30, 400));
      await run.world.postgres.kill();
      if (kills === 0) await noteNotReady(run);
      await run.world.postgres.start();
    }
    await run.recover();
    await load.stop();
  },
};

/** Waits until /ready names the database. */
async function noteNotReady(run: Run): Promise<void> {
  const [api] = run.world.apis;
  const took = await until(
    "/ready names the database",
    async () => !!(await api?.notReady())?.includes("database"),
  );
  run.note("notReadyAfterMilliseconds", took);
}

export const backendKilled: Scenario = {
  name: "a backend terminated, then one killed with -9",
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    await pause(run.random.between(200, 600));
    for (let round = 0; round < 3; round++) {
      const pid = await busyBackend(run);
      await run.world.sql((session) => session.query("SELECT pg_terminate_backend($1)", [pid]));
      await pause(run.random.between(50, 200));
    }
    signal(await busyBackend(run), "SIGKILL"); // PostgreSQL then ends all backends, and recovers
    await until("PostgreSQL takes connections", () => run.world.postgres.accepts());
    await run.recover();
    await pause(300);
    await load.stop();
  },
};

/** A backend that serves one of the API processes. */
async function busyBackend(run: Run): Promise<number> {
  return run.world.sql(async (session) => {
    const rows = await session.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'holdfast' AND datname = current_database()
      ORDER BY state = 'idle', query_start DESC LIMIT 4`,
    );
    return run.random.pick(rows).pid;
  });
}
