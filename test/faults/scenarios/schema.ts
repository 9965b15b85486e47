import { previousSharesIdempotencyRecords, previousVersion, whyNoPreviousVersion } from "../previous.ts";
import type { Scenario } from "../scenario.ts";
import { pause } from "../wait.ts";
import type { Run } from "../world.ts";

/* Changes of the schema. */

const NEW_DATABASE = "holdfast_new";
const CREATE_TABLE = Buffer.from("CREATE TABLE", "latin1");

export const restartInMigration: Scenario = {
  name: "kill -9 of PostgreSQL during a migration",
  run: async (run) => {
    const { postgres } = run.world;
    await run.makeSlots();
    const load = run.startLoad();
    await run.world.sql((session) => session.query(`DROP DATABASE IF EXISTS ${NEW_DATABASE} WITH (FORCE)`));
    await postgres.createDatabase(NEW_DATABASE);
    const fresh = await run.world.addProcess(7, false);
    fresh.options.databaseUrl = postgres.ownerUrl(NEW_DATABASE, fresh.proxy.port);
    const killed = fresh.proxy.trap("client", CREATE_TABLE, () => postgres.restart(), {
      skip: run.random.between(0, 4),
    });
    const first = await fresh.start().then(
      () => undefined,
      (error: Error) => error.message,
    );
    await killed;
    if (first !== undefined && !first.includes("Cannot start with the database at DATABASE_URL")) {
      throw new Error(`it did not say why it ended: ${first}`);
    }
    run.note("endedItself", Number(first !== undefined));
    if (!fresh.isRunning) await fresh.start();
    const missing = await fresh.notReady();
    if (missing?.length !== 0) throw new Error(`not ready after the migration: ${missing}`);
    await fresh.kill();
    await fresh.proxy.stop();
    await load.stop();
  },
};

export const rollingRestart: Scenario = {
  name: "a rolling restart from the version before the last migration",
  whyNot: whyNoPreviousVersion,
  isWorldPerSeed: true,
  // Its pages are not built.
  world: { process: () => ({ root: previousVersion(), environment: { HOLDFAST_PAGES: "off" } }) },
  run: async (run) => {
    await run.makeSlots();
    const load = run.startLoad(previousSharesIdempotencyRecords() ? {} : { keyedShare: 0 });
    await pause(500);
    for (const process of order(run)) {
      await process.stop();
      process.options = { ...process.options, root: undefined };
      await process.start();
      await pause(run.random.between(300, 900));
    }
    await load.stop();
  },
};

/** The processes, with a random one first, which migrates. */
function order(run: Run) {
  const rest = [...run.world.all];
  const first = rest.splice(run.random.between(0, rest.length - 1), 1);
  return [...first, ...rest];
}
