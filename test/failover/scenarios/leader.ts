import { pause, until } from "../../faults/wait.ts";
import type { Machine } from "../machine.ts";
import { cutOff } from "../network.ts";
import type { Scenario } from "../scenario.ts";
import type { Trial } from "../trial.ts";
import { startWitness } from "../witness.ts";

/* The leader is lost, and another machine takes over. */

/** The old leader must have stepped down within this time after it can. */
const STEPS_DOWN_MAX_MILLISECONDS = 30_000;
const WITNESS_MILLISECONDS = 3_000;

export const leaderKilled: Scenario = {
  name: "kill -9 of the leader's PostgreSQL and Patroni",
  run: async (trial) => {
    const leader = await trial.cluster.leader();
    await trial.startLoad();
    await leader.kill("PostgreSQL and Patroni");
    await trial.otherLeaderThan(leader);
    await trial.serves();
  },
};

export const postgresKilled: Scenario = {
  name: "kill -9 of the leader's PostgreSQL alone",
  run: async (trial) => {
    const leader = await trial.cluster.leader();
    await trial.startLoad();
    await leader.kill("PostgreSQL");
    await trial.otherLeaderThan(leader);
    await trial.serves();
  },
};

export const leaderFrozen: Scenario = {
  name: "SIGSTOP of the leader's PostgreSQL and Patroni, and back when another one leads",
  run: async (trial) => {
    const { cluster } = trial;
    const leader = await cluster.leader();
    await trial.startLoad();
    leader.freeze();
    await trial.otherLeaderThan(leader);
    await trial.serves();
    const watching = watchOldLeader(trial, leader);
    leader.thaw();
    await watching;
  },
};

export const leaderCutOff: Scenario = {
  name: "the leader's machine cut off from the network",
  run: async (trial) => {
    const { cluster } = trial;
    const leader = await cluster.leader();
    await trial.startLoad();
    cutOff(leader.name);
    const watching = watchOldLeader(trial, leader);
    await trial.otherLeaderThan(leader);
    await trial.serves();
    await watching;
  },
};

/** Writes to the old leader, which must acknowledge nothing, until it is read-only or ends. */
async function watchOldLeader(trial: Trial, leader: Machine): Promise<void> {
  const witness = startWitness(leader, trial.cluster.superuserUrl(leader));
  await until(
    `${leader.name} steps down`,
    async () => !(await isWritable(leader)),
    STEPS_DOWN_MAX_MILLISECONDS,
  ).catch((error: Error) => trial.expect(false, error.message));
  trial.note(`the old one stepped down after ${(trial.elapsed / 1_000).toFixed(1)} s`);
  await pause(WITNESS_MILLISECONDS);
  await witness.stop();
  const { acknowledged, attempts } = witness.counts;
  trial.expect(attempts > 0, "nobody wrote to the old leader");
  trial.expect(acknowledged === 0, `the old leader acknowledged ${acknowledged} of ${attempts} writes`);
}

/** Whether a machine's PostgreSQL takes writes, asked on the machine itself. */
async function isWritable(machine: Machine): Promise<boolean> {
  const command = ["psql", "--no-psqlrc", "-Atc", "SELECT pg_is_in_recovery()"];
  const output = await machine.run(command, 1_000);
  return output?.trim() === "f";
}
