import type { Manner } from "../receivers.ts";
import type { Scenario } from "../scenario.ts";
import { pause } from "../wait.ts";
import type { Run } from "../world.ts";
import { shiftedBy } from "./resources.ts";

/* Faults of those who receive webhooks, and of those who send them. */

const RECEIVERS = 3;

/** Customers book so slowly that what is sent to the receivers keeps up. */
const CALM = { customers: 8, thinkMaxMilliseconds: 200 };

export const receiverDown: Scenario = {
  name: "a receiver of webhooks is down for 3 s",
  world: { receivers: RECEIVERS },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad(CALM);
    await pause(500);
    const [receiver] = run.receivers;
    await receiver?.close();
    await pause(3_000);
    await receiver?.open();
    await load.stop();
  },
};

const BAD_MANNERS: readonly Manner[] = ["fails", "closes early", "answers garbage", "is slow", "is silent"];

export const receiverMisbehaves: Scenario = {
  name: "a receiver of webhooks is slow, silent, closes early, or answers garbage",
  world: { receivers: RECEIVERS },
  run: async (run) => {
    await run.makeSlots();
    const [bad, good] = run.receivers;
    let isBad = true;
    if (bad) bad.manner = () => (isBad && run.random.chance(0.3) ? run.random.pick(BAD_MANNERS) : "takes");
    const load = run.startLoad(CALM);
    await pause(3_000);
    await load.stop();
    // The others do not wait for it.
    run.note("takenByGood", good?.taken.length ?? 0);
    run.note("takenByBad", bad?.taken.length ?? 0);
    isBad = false;
  },
};

/** Kills the worker as soon as a receiver has a delivery that it has not answered. */
export async function killWorkerInDelivery(run: Run): Promise<void> {
  await run.makeSlots();
  const load = run.startLoad(CALM);
  for (let kills = 0; kills < 3; kills++) {
    const [receiver] = run.receivers;
    await new Promise<void>((resolve) => {
      if (!receiver) return;
      receiver.onDelivery = async () => {
        receiver.onDelivery = () => {};
        receiver.manner = () => "closes early";
        await run.world.worker.kill();
        resolve();
      };
    });
    if (receiver) receiver.manner = () => "takes";
    await run.recover();
  }
  await load.stop();
}

export const workerKilledInDelivery: Scenario = {
  name: "kill -9 of the worker in the middle of a delivery",
  world: { receivers: RECEIVERS },
  run: killWorkerInDelivery,
};

export const twoWorkers: Scenario = {
  name: "two workers send to webhooks, one is killed, one stands still",
  world: { receivers: RECEIVERS, process: (index) => (index === 0 ? { worker: true } : {}) },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad(CALM);
    await pause(1_000);
    await run.world.worker.kill();
    await pause(1_000);
    await run.recover();
    run.world.worker.freeze();
    await pause(3_000);
    run.world.worker.thaw();
    await load.stop();
  },
};

export const postgresRestartedInDelivery: Scenario = {
  name: "kill -9 of PostgreSQL while webhooks are sent to, 5 times",
  world: { receivers: RECEIVERS },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad(CALM);
    for (let kills = 0; kills < 5; kills++) {
      await pause(run.random.between(200, 800));
      await run.world.postgres.kill();
      await run.world.postgres.start();
    }
    await run.recover();
    await load.stop();
  },
};

export const webhooksWithWrongClocks: Scenario = {
  name: "clocks of the processes that send to webhooks an hour wrong",
  world: {
    receivers: RECEIVERS,
    process: (index) => ({ imports: [shiftedBy(index === 0 ? 1 : -1)] }),
  },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad(CALM);
    await pause(2_000);
    await load.stop();
  },
};
