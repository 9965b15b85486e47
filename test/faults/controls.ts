import { Caller } from "./callers.ts";
import { type Defect, withDefects } from "./defects.ts";
import { firstReceiver } from "./dialogues.ts";
import type { Scenario } from "./scenario.ts";
import { confirmAtExpiry } from "./scenarios/expiry.ts";
import { killWorkerInMails } from "./scenarios/mail.ts";
import { cancelSlowly, cancelSlowlyAndTell } from "./scenarios/open-transaction.ts";
import { shiftedBy } from "./scenarios/resources.ts";
import { killWorkerInDelivery, RECEIVERS } from "./scenarios/webhooks.ts";
import { pause } from "./wait.ts";
import type { Run, WorldOptions } from "./world.ts";

/* Negative controls: if the suite did not find these defects, it would prove nothing. */

/** Many customers book one small slot at the same moment, through two processes, again and again. */
async function rush(run: Run): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const [slotId = ""] = await run.makeSlots({ slots: 1, capacity: 2 });
    await Promise.all(
      Array.from({ length: 16 }, async (_, index) => {
        const caller = new Caller(run.history, run.random.pick(run.world.apis));
        const hold = await caller.book(slotId, `rush-${round}-${index}-${run.random.between(0, 1e9)}`);
        if (hold.type !== "ok" || !hold.bookingId) return;
        await caller.confirm(slotId, hold.bookingId);
        if (run.random.chance(0.5)) await caller.cancel(slotId, hold.bookingId);
      }),
    );
  }
}

/** Removes the database's own guard. */
async function dropCheck(run: Run): Promise<void> {
  await run.world.sql((session) =>
    session.query("ALTER TABLE slots DROP CONSTRAINT IF EXISTS slots_never_oversold"),
  );
}

/** A receiver refuses each hold once, so that what follows it in the same booking has to wait. */
async function refuseHoldsOnce(run: Run): Promise<void> {
  const [slotId = ""] = await run.makeSlots();
  const refused = new Set<string>();
  firstReceiver(run).manner = (body) => {
    if (!body.includes('"booking.held"') || refused.has(body)) return "takes";
    refused.add(body);
    return "fails";
  };
  const caller = new Caller(run.history, run.random.pick(run.world.apis));
  for (let bookings = 0; bookings < 3; bookings++) {
    const hold = await caller.book(slotId, `refused-${bookings}-${run.random.between(0, 1e9)}`);
    if (hold.type === "ok" && hold.bookingId) await caller.confirm(slotId, hold.bookingId);
  }
}

/** A world whose processes have defects, and in which nobody waits long for what never comes. */
const defectiveSenders = (defect: Defect, more: WorldOptions = { receivers: RECEIVERS }): WorldOptions => ({
  ...more,
  arrivalMaxMilliseconds: 10_000,
  process: () => withDefects(defect),
});

/** Longer than it takes until the log tells. */
const TOLD_MILLISECONDS = 12_000;

export const CONTROLS: readonly Scenario[] = [
  {
    name: "control: the lock off",
    world: { process: () => withDefects("lock-off") },
    run: rush,
  },
  {
    name: "control: the CHECK off",
    run: async (run) => {
      await dropCheck(run);
      await rush(run);
    },
  },
  {
    name: "control: the lock and the CHECK off",
    world: { process: () => withDefects("lock-off") },
    run: async (run) => {
      await dropCheck(run);
      await rush(run);
    },
  },
  {
    name: "control: expiry decided by the job alone",
    world: { ...confirmAtExpiry.world, process: () => withDefects("expiry-by-job-alone") },
    run: confirmAtExpiry.run,
  },
  {
    name: "control: events read before they are settled",
    world: { hasHastyReader: true },
    run: async (run) => {
      await run.makeSlots();
      run.startLoad({ customers: 60, thinkMaxMilliseconds: 5 });
      await pause(3_000);
    },
  },
  {
    name: "control: a delivery that is marked as done before it is sent",
    world: defectiveSenders("delivered-before-sent"),
    run: killWorkerInDelivery,
  },
  {
    name: "control: deliveries of a booking that do not wait for each other",
    world: { receivers: RECEIVERS, process: () => withDefects("orders-ignored") },
    run: refuseHoldsOnce,
  },
  {
    name: "control: webhooks and mails of events that are not settled",
    world: defectiveSenders("events-before-settled", { receivers: RECEIVERS, hasMails: true }),
    run: (run) => cancelSlowly(run, 2_000),
  },
  {
    name: "control: a transaction that stays open, and nobody is told",
    world: defectiveSenders("delay-untold", { receivers: RECEIVERS, hasMails: true }),
    run: (run) => cancelSlowlyAndTell(run, TOLD_MILLISECONDS),
  },
  {
    name: "control: the process's clock instead of the database's",
    world: {
      process: (index) => {
        const defective = withDefects("client-clock");
        return { ...defective, imports: [shiftedBy(index === 0 ? 1 : -1), ...(defective.imports ?? [])] };
      },
    },
    run: rush,
  },
  {
    name: "control: a mail of unknown outcome sent again",
    world: { hasMails: true, process: () => withDefects("mail-sent-again") },
    run: (run) => killWorkerInMails(run, ["onTaken"]),
  },
  {
    name: "control: a mail that is marked as sent before it is sent",
    world: { hasMails: true, process: () => withDefects("mail-done-before-sent") },
    run: (run) => killWorkerInMails(run, ["onRecipient"]),
  },
];
