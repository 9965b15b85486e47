import { Caller } from "./callers.ts";
import { withDefects } from "./defects.ts";
import type { Scenario } from "./scenario.ts";
import { confirmAtExpiry } from "./scenarios/expiry.ts";
import { shiftedBy } from "./scenarios/resources.ts";
import { killWorkerInDelivery, workerKilledInDelivery } from "./scenarios/webhooks.ts";
import { pause } from "./wait.ts";
import type { Run } from "./world.ts";

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
    world: { ...workerKilledInDelivery.world, process: () => withDefects("delivered-before-sent") },
    run: killWorkerInDelivery,
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
];
