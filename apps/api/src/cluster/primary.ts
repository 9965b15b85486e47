import cluster, { type Worker } from "node:cluster";
import { type HoldCounts, SHARED_ADDRESS } from "@holdfast/core";
import { createBirpc } from "birpc";
import { ConfigError, type Logger, logError, toHoldfastError } from "../http/index.ts";
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
/** A member that is not ready by then is killed. */
const START_MAX_MILLISECONDS = 60_000;
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
  /** Whether it is meant to end: nobody takes its place when it does. */
  isLeaving: boolean;
}

/**
 * Keeps the processes of a cluster running: so many servers behind one port, and a worker. Node.js hands connections to the
 * servers in turn. The primary serves nothing; it counts what all of them have to count together.
 */
export class ClusterPrimary {
  readonly #settings: ClusterSettings;
  readonly #members = new Set<Member>();
  readonly #restartMilliseconds: Record<Role, number> = {
    server: RESTART_MIN_MILLISECONDS,
    worker: RESTART_MIN_MILLISECONDS,
  };
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

  /**
   * Replaces one member after the other; each is told to stop once the one in its place is ready. A round ends early where
   * a new one does not start. Calls at the same time share a round.
   */
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
      member.isLeaving = true; // the one that starts now takes its place, should it end meanwhile
      try {
        await this.#startMember(member.role);
      } catch (err) {
        member.isLeaving = false;
        log.error({ err }, "the new process does not start: the others stay as they are");
        if (member.process.isDead()) this.#replace(member, "an exit while another one was to take its place");
        return;
      }
      await this.#end(member, () => member.calls.retire());
    }
    log.info("every process has been replaced");
  }

  async #end(member: Member, ask: () => void): Promise<void> {
    member.isLeaving = true;
    if (member.process.isDead()) return;
    const exited = new Promise((resolve) => member.process.once("exit", resolve));
    const timer = setTimeout(() => member.process.process.kill("SIGKILL"), STOP_MAX_MILLISECONDS);
    ask();
    await exited;
    clearTimeout(timer);
  }

  /** Starts a member; the promise ends when it is ready. */
  #startMember(role: Role): Promise<string> {
    return new Promise((resolve, reject) => {
      const worker = cluster.fork();
      // A message to a member that has just ended is an error of the worker; its exit says the rest.
      worker.on("error", (err) => this.#settings.log.debug({ err }, `the line to a ${role} process broke`));
      let isReady = false;
      const timer = setTimeout(() => worker.process.kill("SIGKILL"), START_MAX_MILLISECONDS);
      const ready = (url: string | null) => {
        isReady = true;
        clearTimeout(timer);
        resolve(url ?? "");
      };
      const calls = createBirpc<MemberCalls, PrimaryCalls>(this.#callsOf(role, ready), {
        post: (message) => worker.isConnected() && worker.send(message, () => {}),
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
        clearTimeout(timer);
        calls.$close();
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
    const wait = isLongLived ? RESTART_MIN_MILLISECONDS : this.#restartMilliseconds[role];
    this.#restartMilliseconds[role] = Math.min(wait * 2, RESTART_MAX_MILLISECONDS);
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
        this.#refusalOf(required(holdCounts).reserve(requests, from ?? SHARED_ADDRESS)),
      renewHold: (id) => holdCounts?.renew(id),
      removeHold: (id) => holdCounts?.remove(id),
      confirmHold: (id) => holdCounts?.confirm(id),
      moveHold: (id, slotId) => this.#refusalOf(required(holdCounts).move(id, slotId)),
      holdIsOn: (id, slotId) => holdCounts?.isOn(id, slotId),
      giveHold: (places, contact) => this.#refusalOf(required(holdCounts).give(places, contact)),
      holdIsOf: (places, contact) => holdCounts?.isOf(places, contact),
      growHold: (request, from) =>
        this.#refusalOf(required(holdCounts).grow(request, from ?? SHARED_ADDRESS)),
      holdHasPlaces: (id, quantity) => holdCounts?.hasPlaces(id, quantity),
    };
  }

  /** The refusal of what was asked for. An error that is none is logged here, because its cause does not travel. */
  async #refusalOf(work: Promise<void>): Promise<Refusal | null> {
    try {
      await work;
      return null;
    } catch (error) {
      const failure = toHoldfastError(error);
      logError(this.#settings.log, failure, undefined);
      return toRefusal(failure);
    }
  }
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("this cluster counts nothing");
  return value;
}
