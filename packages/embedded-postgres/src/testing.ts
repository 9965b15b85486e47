/* The parts of a start, for tests that run PostgreSQL by themselves: to kill it, freeze it or copy it. */

export { openCluster, type RunnableCluster } from "./cluster.ts";
export { spawnOptions } from "./os-user.ts";
