import { Caller } from "../callers.ts";
import { countExpiredHolds } from "../observer.ts";
import { IN_TRANSACTION } from "../proxy.ts";
import type { Scenario } from "../scenario.ts";
import { pause, until } from "../wait.ts";
import type { Run } from "../world.ts";

/* Holds that expire during a fault. */

const SHORT = { holdSeconds: 1 };

export const workerKilledInRelease: Scenario = {
  name: "kill -9 of the worker between fetch and release",
  world: SHORT,
  run: async (run) => {
    const [slotId = ""] = await run.makeSlots({ slots: 1, capacity: 50 });
    const killed = run.world.worker.proxy.trap("server", IN_TRANSACTION, () => run.world.worker.kill());
    await bookMany(run, slotId, 20);
    await killed;
    await pause(run.random.between(0, 1_500));
    run.note("expiredWhileDead", await run.world.sql(countExpiredHolds));
    await run.recover();
  },
};

export const workerDown: Scenario = {
  name: "the worker down for long, then back",
  world: SHORT,
  run: async (run) => {
    await run.makeSlots();
    await run.world.worker.kill();
    const load = run.startLoad();
    await pause(4_000);
    await load.stop();
    await pause(1_200);
    const expired = await run.world.sql(countExpiredHolds);
    run.note("expiredWhileDown", expired);
    await run.recover();
    const took = await until("all are released", async () => (await run.world.sql(countExpiredHolds)) === 0);
    run.note("releasedAfterMilliseconds", took);
  },
};

export const jobTwice: Scenario = {
  name: "expiry jobs delivered twice",
  world: SHORT,
  run: async (run) => {
    await run.makeSlots();
    const second = await run.world.addProcess(9, true);
    await second.start();
    const load = run.startLoad();
    for (let round = 0; round < 20; round++) {
      await pause(run.random.between(50, 250));
      const again = await run.world.sql((session) =>
        session.query(
          `UPDATE pgboss.job SET state = 'created', started_on = NULL, completed_on = NULL, start_after = now()
          WHERE name = 'expire-holds' AND id IN (
            SELECT id FROM pgboss.job WHERE name = 'expire-holds' AND state IN ('active', 'completed')
            FOR UPDATE SKIP LOCKED
          ) RETURNING id`,
        ),
      );
      run.note("deliveredAgain", (run.figures["deliveredAgain"] ?? 0) + again.length);
    }
    await load.stop();
    await run.recover();
    await second.stop();
    await second.proxy.stop();
  },
};

export const confirmAtExpiry: Scenario = {
  name: "confirm within 5 ms of the hold's expiry, against cancel, release and the next customer",
  world: SHORT,
  run: async (run) => {
    const slotIds = await run.makeSlots({ slots: 8, capacity: 4 });
    const customers = slotIds.flatMap((slotId) => Array.from({ length: 4 }, () => slotId));
    for (let round = 0; round < 3; round++) {
      await Promise.all(customers.map((slotId, index) => atExpiry(run, slotId, `${round}-${index}`)));
    }
  },
};

/** Books, and at the hold's expiry confirms, cancels, and books for another customer. */
async function atExpiry(run: Run, slotId: string, name: string): Promise<void> {
  const random = run.random.fork(name);
  const someone = () => new Caller(run.history, random.pick(run.world.apis));
  const key = `edge-${name}-${random.between(0, 1e9)}`;
  const hold = await someone().book(slotId, key);
  if (hold.type !== "ok" || !hold.bookingId || !hold.expiresAt) return;
  const id = hold.bookingId;
  const at = (milliseconds: number) =>
    pause(Math.max(0, (hold.expiresAt ?? 0) + milliseconds - run.history.now()));
  await Promise.all([
    at(random.between(-5, 5)).then(() => someone().confirm(slotId, id)),
    at(random.between(-5, 5)).then(() => (random.chance(0.4) ? someone().cancel(slotId, id) : undefined)),
    at(random.between(-5, 5)).then(() => someone().bookOverRest(slotId, `next-${key}`)),
    at(random.between(-5, 30)).then(() => someone().read(slotId)),
  ]);
  await someone().cancel(slotId, id);
}

/** Places holds that nobody confirms. */
async function bookMany(run: Run, slotId: string, count: number): Promise<void> {
  const [api] = run.world.apis;
  if (!api) return;
  const key = () => `many-${run.random.between(0, 1e9)}`;
  await Promise.all(Array.from({ length: count }, () => new Caller(run.history, api).book(slotId, key())));
}
