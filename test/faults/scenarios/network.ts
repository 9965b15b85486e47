import { signal } from "../postgres.ts";
import { COMMIT_SENT, COMMITTED, IN_TRANSACTION } from "../proxy.ts";
import type { Scenario } from "../scenario.ts";
import { pause, until } from "../wait.ts";
import type { Run } from "../world.ts";

/* Faults of the network between a process and its database, and frozen processes. */

export const resetAfterCommit: Scenario = {
  name: "reset after COMMIT was sent",
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    for (let round = 0; round < 10; round++) {
      const { proxy } = run.random.pick(run.world.apis);
      const skip = run.random.between(0, 5);
      // The cut comes before PostgreSQL has read the COMMIT, or after PostgreSQL has done it.
      if (run.random.chance(0.5)) await proxy.trap("client", COMMIT_SENT, (link) => link.cut(), { skip });
      else await proxy.trap("server", COMMITTED, (link) => link.cut(), { skip });
    }
    await load.stop();
  },
};

export const blackhole: Scenario = {
  name: "blackholed connections",
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad();
    await pause(run.random.between(200, 600));
    const api = run.random.pick(run.world.apis);
    api.proxy.isBlackhole = true;
    run.world.worker.proxy.isBlackhole = true;
    await pause(1_000);
    const aware = await until(
      `${api.name} says that its database is away`,
      async () => (await api.notReady())?.includes("database") ?? false,
    );
    run.note("notReadyAfterMilliseconds", 1_000 + aware);
    await pause(2_000);
    api.proxy.isBlackhole = false; // new connections work; earlier ones stay silent
    run.world.worker.proxy.isBlackhole = false;
    await run.recover();
    await load.stop();
  },
};

export const slowAndSliced: Scenario = {
  name: "sliced bytes and 200 ms of latency",
  run: async (run) => {
    await run.makeSlots();
    for (const { proxy } of run.world.apis) {
      proxy.delayMilliseconds = 100; // each way
      proxy.sliceBytes = run.random.between(1, 40);
    }
    const load = run.startLoad();
    await pause(4_000);
    await load.stop();
  },
};

export const lockOwnerFrozen: Scenario = {
  name: "SIGSTOP of the process that holds the hot lock",
  run: async (run) => {
    const [slotId = ""] = await run.makeSlots({ slots: 1 });
    const load = run.startLoad();
    const api = run.random.pick(run.world.apis);
    const other = run.world.apis.find((candidate) => candidate !== api);
    await freezeLockOwner(run, api, slotId);
    const frozenAt = performance.now();
    const probe = run.startLoad({ processes: other ? [other] : [], customers: 2 });
    await until("the slot can be booked again", () => !!other && isFree(run, slotId), 12_000);
    run.note("lockedMilliseconds", performance.now() - frozenAt);
    await pause(300);
    api.thaw();
    await run.recover();
    await pause(300);
    await Promise.all([load.stop(), probe.stop()]);
  },
};

/** Freezes the process in the middle of a transaction that has the slot's row locked. */
async function freezeLockOwner(
  run: Run,
  api: (typeof run.world.apis)[number],
  slotId: string,
): Promise<void> {
  for (let tries = 0; tries < 30; tries++) {
    const skip = run.random.between(0, 4);
    await api.proxy.trap("server", IN_TRANSACTION, () => api.freeze(), { skip });
    if (!(await isFree(run, slotId))) return;
    api.thaw();
  }
  throw new Error("no transaction was caught that has the slot locked");
}

/** Whether the slot's row can be locked within a moment. */
async function isFree(run: Run, slotId: string): Promise<boolean> {
  return run.world.sql(async (session) => {
    await session.query("SET lock_timeout = '300ms'");
    return session.query("SELECT FROM slots WHERE id = $1 FOR UPDATE", [slotId]).then(
      () => true,
      () => false,
    );
  });
}

export const backendFrozen: Scenario = {
  name: "SIGSTOP of the backend that serves the hot slot, then of all of PostgreSQL",
  run: async (run) => {
    await run.makeSlots({ slots: 1 });
    const load = run.startLoad();
    await pause(run.random.between(200, 500));
    const rows = await run.world.sql((session) =>
      session.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE application_name = 'holdfast' AND datname = current_database()
        ORDER BY query_start DESC LIMIT 2`,
      ),
    );
    const { pid } = run.random.pick(rows);
    signal(pid, "SIGSTOP");
    await pause(run.random.between(1_000, 3_000));
    signal(pid, "SIGCONT");
    await pause(300);
    await run.world.postgres.freeze();
    await pause(run.random.between(500, 3_000));
    await run.world.postgres.thaw();
    await run.recover();
    await pause(300);
    await load.stop();
  },
};
