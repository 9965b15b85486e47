import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession, type Session } from "@holdfast/db/testing";
import { until } from "../faults/wait.ts";
import { Machine } from "./machine.ts";
import { layNetwork, plugIn, removeNetwork } from "./network.ts";
import { MACHINES, variablesOf } from "./settings.ts";

const DATABASE = "holdfast";
const PASSWORD = "holdfast";
const HEALTHY_MAX_MILLISECONDS = 120_000;
const PATRONICTL_MAX_MILLISECONDS = 60_000;

/** A machine according to Patroni. */
interface Member {
  name: string;
  role: "leader" | "sync_standby" | "replica" | string;
  state: string;
  timeline?: number;
  lag?: number | string;
}

/** Three machines under Patroni, and the network between them. */
export class Cluster {
  readonly machines: readonly Machine[];
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
    const owners = { etcd: idOf("etcd"), postgres: idOf("postgres") };
    this.machines = MACHINES.map((_, index) => new Machine(index, directory, owners));
  }

  /** Makes the cluster, and returns once two standbys follow a leader and the database is there. */
  static async create(): Promise<Cluster> {
    const directory = mkdtempSync(join(tmpdir(), "holdfast-failover-"));
    chmodSync(directory, 0o755); // PostgreSQL and etcd run as other users
    layNetwork(MACHINES);
    const cluster = new Cluster(directory);
    process.once("exit", () => cluster.destroy());
    for (const machine of cluster.machines) machine.start();
    await cluster.healthy();
    const session = await cluster.session("postgres");
    await session.query(`CREATE ROLE ${DATABASE} LOGIN PASSWORD '${PASSWORD}'`);
    await session.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
    await session.end();
    return cluster;
  }

  /** Holdfast's DATABASE_URL, with three hosts. */
  get url(): string {
    const hosts = this.machines.map(({ address }) => `${address}:5432`).join(",");
    return `postgres://${DATABASE}:${PASSWORD}@${hosts}/${DATABASE}`;
  }

  /** The URL of one host, HAProxy's say. */
  urlAt = (host: string) => `postgres://${DATABASE}:${PASSWORD}@${host}/${DATABASE}`;

  /** A superuser's URL on one machine. */
  superuserUrl(machine: Machine, database = DATABASE): string {
    const { PATRONI_SUPERUSER_USERNAME: user, PATRONI_SUPERUSER_PASSWORD: password } =
      variablesOf("node.env");
    return `postgres://${user}:${password}@${machine.address}:5432/${database}`;
  }

  /** A superuser's session on the leader. */
  async session(database?: string): Promise<Session> {
    return openSession(this.superuserUrl(await this.leader(), database));
  }

  /** The members, according to the first machine that answers. */
  async members(): Promise<Member[]> {
    const looks = this.machines.map(async ({ address }) => {
      const response = await fetch(`http://${address}:8008/cluster`, { signal: AbortSignal.timeout(3_000) });
      return ((await response.json()) as { members: Member[] }).members;
    });
    return Promise.any(looks).catch(() => []);
  }

  /** The machine with a role; undefined without one. */
  async withRole(role: "leader" | "sync_standby"): Promise<Machine | undefined> {
    const name = (await this.members()).find((member) => member.role === role)?.name;
    return this.machines.find((machine) => machine.name === name);
  }

  /** @throws where there is none at this moment */
  async leader(): Promise<Machine> {
    const leader = await this.withRole("leader");
    if (!leader) throw new Error("the cluster has no leader");
    return leader;
  }

  /** @throws where there is none at this moment */
  async synchronousStandby(): Promise<Machine> {
    const standby = await this.withRole("sync_standby");
    if (!standby) throw new Error("the cluster has no synchronous standby");
    return standby;
  }

  /** Waits until another machine leads; returns it. */
  async otherLeaderThan(former: Machine): Promise<Machine> {
    let leader: Machine | undefined;
    await until(
      "another machine leads",
      async () => {
        leader = await this.withRole("leader");
        return leader !== undefined && leader !== former;
      },
      HEALTHY_MAX_MILLISECONDS,
    );
    return leader as Machine;
  }

  /** Runs patronictl on a machine that need not lead. */
  async patronictl(machine: Machine, ...command: readonly string[]): Promise<string> {
    const all = ["/usr/bin/patronictl", "-c", "/etc/patroni/config.yml", ...command];
    const output = await machine.run(all, PATRONICTL_MAX_MILLISECONDS);
    if (output === undefined) throw new Error(`patronictl ${command.join(" ")} failed`);
    return output;
  }

  /** Changes the cluster's own settings; returns once every machine that can be reached has heard of them. */
  async configure(settings: Readonly<Record<string, number | boolean>>): Promise<void> {
    const machine = await this.leader();
    const changes = Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
    await this.patronictl(machine, "edit-config", "--force", "--quiet", ...changes);
    await Promise.all(this.machines.map((one) => this.#knows(one, settings)));
  }

  async #knows(machine: Machine, settings: Readonly<Record<string, number | boolean>>): Promise<void> {
    await until(
      `${machine.name} has the settings`,
      async () => {
        const known = await configOf(machine).catch(() => settings);
        return Object.entries(settings).every(([name, value]) => known[name] === value);
      },
      HEALTHY_MAX_MILLISECONDS,
    );
  }

  /** Ends every fault, and waits until two standbys follow a leader, one of them synchronously. */
  async heal(): Promise<void> {
    for (const machine of this.machines) {
      plugIn(machine.name);
      machine.thaw();
      machine.start();
    }
    await this.healthy();
  }

  async healthy(): Promise<void> {
    let members: Member[] = [];
    await until(
      "two standbys follow the leader",
      async () => {
        members = await this.members();
        return isHealthy(members);
      },
      HEALTHY_MAX_MILLISECONDS,
    ).catch((error: Error) => {
      throw new Error(`${error.message}: ${JSON.stringify(members)}`);
    });
  }

  /** What Patroni and PostgreSQL have written on all machines. */
  log(): string {
    return this.machines.map((machine) => machine.log()).join("");
  }

  /** Ends all of it, and removes the data. */
  destroy(): void {
    removeNetwork(MACHINES);
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function isHealthy(members: readonly Member[]): boolean {
  const standbys = members.filter(({ role }) => role !== "leader");
  const [leader] = members.filter(({ role }) => role === "leader");
  return (
    leader?.state === "running" &&
    standbys.length === MACHINES.length - 1 &&
    standbys.some(({ role }) => role === "sync_standby") &&
    standbys.every(
      ({ state, timeline, lag }) =>
        (state === "streaming" || state === "running") && timeline === leader.timeline && lag === 0,
    )
  );
}

async function configOf({ address }: Machine): Promise<Record<string, unknown>> {
  const response = await fetch(`http://${address}:8008/config`, { signal: AbortSignal.timeout(2_000) });
  return (await response.json()) as Record<string, unknown>;
}

const idOf = (user: string) => Number(execFileSync("id", ["-u", user], { encoding: "utf8" }));
