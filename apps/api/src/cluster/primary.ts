import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { HoldfastError } from "@holdfast/contract";
import { type HoldCounts, SHARED_ADDRESS } from "@holdfast/core";
import { createBirpc } from "birpc";
import { ConfigError, type Logger } from "../http/index.ts";
import type { QuotaLender } from "../limits/index.ts";
import {
  type MemberCalls,
  type PrimaryCalls,
  type Refusal,
  type Role,
  type Task,
  toRefusal,
} from "./messages.ts";

/** A member that keeps ending is started again at longer and longer intervals. */
const RESTART_MIN_MILLISECONDS = 200;
const RESTART_MAX_MILLISECONDS = 5_000;
/** A member that lived this long is started again at once. */
const LONG_LIFE_MILLISECONDS = 30_000;
/** Longer than a member gives its own stop. */
const STOP_MAX_MILLISECONDS = 12_000;

/** The settings of a cluster. */
export interface ClusterSettings extends Omit<Task, "role"> {
  /** Whether there is a worker. */
  worker: boolean;
  log: Logger;
  /** Count requests and live holds for all members; undefined: they are not counted. */
  lender: QuotaLender | undefined;
  holdCounts: HoldCounts | undefined;
}

interface Member {
  role: Role;
  process: Worker;
  calls: MemberCalls;
  startedAtMilliseconds: number;
  /** Whether it is meant to end. */
  isLeaving: boolean;
}

/**
 * Keeps the processes of a cluster running: so many servers behind one port, and a worker. Node.js hands connections to the
 * servers in turn. The primary serves nothing; it counts what all of them have to count together.
 */
export class ClusterPrimary {
  readonly #settings: ClusterSettings;
  readonly #members = new Set<Member>();
  #restartMilliseconds = RESTART_MIN_MILLISECONDS;
  #isStopping = false;
  #rolling: Promise<void> | undefined;

  constructor(settings: ClusterSettings) {
    this.#settings = settings;
  }

  /**
   * Starts all members.
   * @returns the URL that they serve
   * @throws ConfigError if one of them ends before it is ready; it has logged why
   */
  async start(): Promise<string> {
    const { servers, worker } = this.#settings;
    const roles: Role[] = [...Array<Role>(servers).fill("server"), ...(worker ? ["worker" as const] : [])];
    const [url] = await Promise.all(roles.map((role) => this.#startMember(role)));
    return url as string;
  }

  /** Replaces one member after the other; each is told to stop once the one in its place is ready. Calls at the same time share a round. */
  roll(): Promise<void> {
    this.#rolling ??= this.#roll().finally(() => {
      this.#rolling = undefined;
    });
    return this.#rolling;
  }

  /** Stops all members; those that take too long are killed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(
      [...this.#members].map((member) => this.#end(member, () => member.process.process.kill("SIGTERM"))),
    );
  }

  async #roll(): Promise<void> {
    const { log } = this.#settings;
    for (const member of [...this.#members]) {
      if (this.#isStopping) return;
      if (member.isLeaving) continue;
      member.isLeaving = true; // so that nobody else takes its place, should it end meanwhile
      try {
        await this.#startMember(member.role);
      } catch (err) {
        member.isLeaving = false;
        log.error({ err }, "the new process does not start: the others stay as they are");
        return;
      }
      await this.#end(member, () => member.calls.retire());
    }
    log.info("every process has been replaced");
  }

  async #end(member: Member, ask: () => void): Promise<void> {
    member.isLeaving = true;
    if (member.process.isDead()) return;
    const exited = once(member.process, "exit");
    const timer = setTimeout(() => member.process.process.kill("SIGKILL"), STOP_MAX_MILLISECONDS);
    ask();
    await exited;
    clearTimeout(timer);
  }

  /** Starts a member; the promise ends when it is ready. */
  #startMember(role: Role): Promise<string> {
    return new Promise((resolve, reject) => {
      const worker = cluster.fork();
      let isReady = false;
      const ready = (url: string | null) => {
        isReady = true;
        resolve(url ?? "");
      };
      const calls = createBirpc<MemberCalls, PrimaryCalls>(this.#callsOf(role, ready), {
        post: (message) => worker.isConnected() && worker.send(message),
        on: (receive) => worker.on("message", receive),
        eventNames: ["retire"],
      });
      const member: Member = {
        role,
        process: worker,
        calls,
        startedAtMilliseconds: performance.now(),
        isLeaving: false,
      };
      this.#members.add(member);
      worker.once("exit", (code, signal) => {
        this.#members.delete(member);
        if (!isReady)
          reject(new ConfigError(`a ${role} process ended with ${signal ?? code} before it was ready`));
        else if (!member.isLeaving) this.#replace(member, signal ?? code);
      });
    });
  }

  /** Starts another member in the place of one that has ended by itself. */
  #replace(
    { role, startedAtMilliseconds }: Pick<Member, "role" | "startedAtMilliseconds">,
    ending: unknown,
  ): void {
    if (this.#isStopping) return;
    const isLongLived = performance.now() - startedAtMilliseconds >= LONG_LIFE_MILLISECONDS;
    if (isLongLived) this.#restartMilliseconds = RESTART_MIN_MILLISECONDS;
    const wait = this.#restartMilliseconds;
    this.#restartMilliseconds = Math.min(wait * 2, RESTART_MAX_MILLISECONDS);
    this.#settings.log.error(`a ${role} process ended with ${ending}; another one starts in ${wait} ms`);
    setTimeout(() => {
      if (this.#isStopping) return;
      const startedAtMilliseconds = performance.now();
      this.#startMember(role).catch((error: Error) =>
        this.#replace({ role, startedAtMilliseconds }, error.message),
      );
    }, wait);
  }

  #callsOf(role: Role, ready: PrimaryCalls["ready"]): PrimaryCalls {
    const { databaseUrl, port, servers, maxConnections, lender, holdCounts } = this.#settings;
    return {
      join: () => ({ role, databaseUrl, servers, maxConnections, port }),
      ready,
      lend: (limit, client, requests) => required(lender).lend(limit, client, requests),
      reserveHolds: (requests, from) =>
        refusalOf(required(holdCounts).reserve(requests, from ?? SHARED_ADDRESS)),
      renewHold: (id) => holdCounts?.renew(id),
      removeHold: (id) => holdCounts?.remove(id),
      confirmHold: (id) => holdCounts?.confirm(id),
      moveHold: (id, slotId) => refusalOf(required(holdCounts).move(id, slotId)),
      moveHoldBack: (id, slotId) => holdCounts?.moveBack(id, slotId),
    };
  }
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("this cluster counts nothing");
  return value;
}

async function refusalOf(work: Promise<void>): Promise<Refusal | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof HoldfastError) return toRefusal(error);
    throw error;
  }
}
