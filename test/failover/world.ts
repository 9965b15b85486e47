import { keepDiary } from "../faults/observer.ts";
import { HoldfastProcess } from "../faults/processes.ts";
import { Cluster } from "./cluster.ts";
import { WITNESS_TABLE } from "./witness.ts";

export const HOLD_SECONDS = 2;
const PROCESSES = 2;

/** The cluster, and two Holdfast processes that know its three hosts; the last one is also the worker. */
export class World {
  readonly cluster: Cluster;
  readonly processes: readonly HoldfastProcess[];

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.processes = Array.from(
      { length: PROCESSES },
      (_, index) =>
        new HoldfastProcess(`api ${index}`, {
          databaseUrl: cluster.url,
          worker: index === PROCESSES - 1,
          holdSeconds: HOLD_SECONDS,
        }),
    );
  }

  static async start(): Promise<World> {
    const world = new World(await Cluster.create());
    for (const process of world.processes.toReversed()) await process.start(); // the worker migrates first
    const session = await world.cluster.session();
    await keepDiary(session);
    await session.query(WITNESS_TABLE);
    await session.end();
    return world;
  }

  /** Starts the processes again with another DATABASE_URL. */
  async connectTo(databaseUrl: string): Promise<void> {
    for (const process of this.processes) {
      await process.stop();
      process.options = { ...process.options, databaseUrl };
      await process.start();
      process.mayBeSilent = false;
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
    this.cluster.destroy();
  }
}
