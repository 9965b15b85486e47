import { withDefects } from "./defects.ts";
import type { Scenario } from "./scenario.ts";
import { confirmAtTheEnd } from "./scenarios/expiry.ts";
import { shiftedBy } from "./scenarios/resources.ts";
import { pause } from "./wait.ts";
import type { Run } from "./world.ts";

/* Negative controls: defects that the suite must find, or it proves nothing. */

/** Many customers on one small slot, through two processes. */
async function rush(run: Run): Promise<void> {
  await run.makeSlots({ slots: 2, capacity: 3 });
  const load = run.startLoad({ customers: 24, thinkMaxMilliseconds: 10 });
  await pause(3_000);
  await load.stop();
}

/** Takes away the database's own guard. */
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
    world: { ...confirmAtTheEnd.world, process: () => withDefects("expiry-by-job-alone") },
    run: confirmAtTheEnd.run,
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
