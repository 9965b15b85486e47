import type { Scenario } from "../scenario.ts";
import { createStandby, promote } from "../standby.ts";
import { pause } from "../wait.ts";
import { DATABASE } from "../world.ts";

/* Two servers, one of which replaces the other. */

export const primaryKilled: Scenario = {
  name: "primary killed, synchronous standby promoted",
  world: { settings: { wal_keep_size: "256MB" } },
  run: async (run) => {
    const { world } = run;
    const primary = world.postgres;
    const standby = await createStandby(primary);
    const { password } = primary.cluster;
    // The old primary comes first, so that the processes must notice its end.
    const hosts = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
    const databaseUrl = `postgres://owner:${password}@${hosts}/${DATABASE}?target_session_attrs=read-write`;
    await Promise.all(
      world.all.map(async (process) => {
        process.options = { ...process.options, databaseUrl };
        await process.kill();
        await process.start();
        process.mayBeSilent = false;
      }),
    );
    await run.makeSlots();
    const load = run.startLoad();
    await pause(run.random.between(800, 2_000));
    await primary.kill();
    const killedAt = performance.now();
    await promote(standby);
    world.postgres = standby;
    await run.recover();
    run.note("servesAgainAfterMilliseconds", performance.now() - killedAt);
    await pause(1_000);
    await load.stop();
    await primary.destroy();
  },
};
