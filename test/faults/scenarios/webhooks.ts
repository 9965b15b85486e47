import {
  CALM,
  firstReceiver,
  inNextDelivery,
  inNextMail,
  killOwner,
  MAIL_CONNECTIONS,
} from "../dialogues.ts";
import type { Manner } from "../receivers.ts";
import type { Scenario } from "../scenario.ts";
import { pause, until } from "../wait.ts";
import type { Run } from "../world.ts";
import { shiftedBy } from "./resources.ts";

/* Faults of those who receive webhooks, and of those who send them. */

export const RECEIVERS = 3;

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
    await inNextDelivery(firstReceiver(run), () => run.world.worker.kill());
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

export const senderOfTwoKilled: Scenario = {
  name: "two workers, one killed in the dialogue about a mail, one in the middle of a delivery",
  world: {
    receivers: RECEIVERS,
    hasMails: true,
    process: (index) => (index === 0 ? { worker: true } : {}),
  },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad(CALM);
    const moment = run.random.pick(["onRecipient", "onTaken"] as const);
    await inNextMail(run, moment, (port) => killOwner(run, port));
    await run.recover();
    const receiver = firstReceiver(run);
    await inNextDelivery(receiver, (port) => killOwner(run, port));
    const before = receiver.taken.length;
    // Its mails may have been under way, too.
    run.mailsMaybeCut += MAIL_CONNECTIONS;
    const took = await until("the other one delivers", () => receiver.taken.length > before, 30_000);
    run.note("takenOverAfterMilliseconds", took);
    await load.stop();
  },
};

export const postgresRestarted: Scenario = {
  name: "PostgreSQL killed or stopped at once, and started, 5 times, while webhooks and mails are sent",
  world: { receivers: RECEIVERS, hasMails: true },
  run: async (run) => {
    const { postgres } = run.world;
    await run.makeSlots();
    const load = run.startLoad(CALM);
    await inNextMail(run, "onTaken", () => postgres.stopAtOnce());
    await postgres.start();
    await inNextDelivery(firstReceiver(run), () => postgres.stopAtOnce());
    await postgres.start();
    for (let kills = 0; kills < 3; kills++) {
      await pause(run.random.between(200, 800));
      await postgres.kill();
      await postgres.start();
    }
    run.mailsMaybeCut += 4 * MAIL_CONNECTIONS;
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
