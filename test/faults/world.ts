import type { Event } from "@holdfast/contract";
import { openSession, type Session } from "@holdfast/db/testing";
import { MailServer } from "../../packages/core/test/mail-harness.ts";
import { guardWasNeeded, judge, lookAtInvariants, watchInvariants } from "./checks.ts";
import { type EventReader, readEvents } from "./events.ts";
import { History } from "./history.ts";
import { type Load, type LoadOptions, startLoad } from "./load.ts";
import { addressOf, areMailsDone, latestMail, mailsTellAll, passMailTime, readMailRows } from "./mails.ts";
import { countHolds, keepDiary, type Observed, observe, refusesToOversell } from "./observer.ts";
import { Postgres } from "./postgres.ts";
import { type ProcessOptions, ProxiedProcess } from "./processes.ts";
import { TcpProxy } from "./proxy.ts";
import { createRandom, type Random } from "./random.ts";
import { deliveriesTellAll, hasAll, invented, latestDelivery, WebhookReceiver } from "./receivers.ts";
import { makeSlots, type SlotsWanted } from "./slots.ts";
import { until } from "./wait.ts";

export const DATABASE = "holdfast_faults";
export const HOLD_SECONDS = 2;
/** The worker's interval of half a second, and a second more. */
const RELEASE_MAX_MILLISECONDS = 1_500;
/** What is still to be sent to webhooks and by mail arrives within this time after the fault: the pauses after failures grow. */
const ARRIVAL_MAX_MILLISECONDS = 120_000;
/** All processes must serve again within this time after the fault. */
export const RECOVERY_MAX_MILLISECONDS = 30_000;

export interface WorldOptions {
  apis?: number;
  holdSeconds?: number;
  /** PostgreSQL's settings. */
  settings?: Record<string, string>;
  /** The size of the write-ahead log's own disk; none unless given. */
  walMebibytes?: number;
  /** The options of the Holdfast processes, by their number; the worker is the last. */
  process?: (index: number) => Partial<ProcessOptions>;
  /** Receivers of webhooks; none unless given. */
  receivers?: number;
  /** Whether customers have mail addresses, and workers a mail server. */
  hasMails?: boolean;
  /** For how long to wait for deliveries and mails. */
  arrivalMaxMilliseconds?: number;
  releaseMaxMilliseconds?: number;
  /** Whether the reader of events has a defect: it reads what is not settled. */
  hasHastyReader?: boolean;
}

/** PostgreSQL, the API processes and the worker, each behind a proxy of its own. */
export class World {
  postgres: Postgres;
  readonly apis: ProxiedProcess[] = [];
  worker!: ProxiedProcess;
  /** The customers' mail server, if they have one. */
  mailServer: MailServer | undefined;
  readonly options: WorldOptions;

  private constructor(postgres: Postgres, options: WorldOptions) {
    this.postgres = postgres;
    this.options = options;
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World(await Postgres.create(options.settings, options.walMebibytes), options);
    try {
      await world.postgres.createDatabase(DATABASE);
      if (options.hasMails) world.mailServer = await MailServer.start();
      const count = options.apis ?? 2;
      for (let index = 0; index < count; index++) world.apis.push(await world.addProcess(index, false));
      world.worker = await world.addProcess(count, true);
      await world.worker.start(); // it migrates, before the diary's trigger can be created
      await world.sql(async (session) => keepDiary(session));
      await Promise.all(world.apis.map((api) => api.start()));
      if (options.hasMails) await world.#mailsBegin();
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  /** Waits until a worker reads events for mails: those of what came before are never sent. */
  async #mailsBegin(): Promise<void> {
    await until("a worker reads events for mails", () =>
      this.sql(async (session) => {
        const rows = await session.query("SELECT FROM event_consumers WHERE name = 'mail'");
        return rows.length > 0;
      }),
    );
  }

  get all(): ProxiedProcess[] {
    return [...this.apis, this.worker];
  }

  /** Prepares a process that reaches the database through a proxy of its own. */
  async addProcess(index: number, worker: boolean): Promise<ProxiedProcess> {
    const proxy = await TcpProxy.start(this.postgres.port);
    const options = this.options.process?.(index);
    const mail = this.mailServer && { SMTP_URL: this.mailServer.url, MAIL_FROM: "tickets@example.org" };
    return new ProxiedProcess(worker ? `worker ${index}` : `api ${index}`, proxy, {
      databaseUrl: this.postgres.ownerUrl(DATABASE, proxy.port),
      worker,
      holdSeconds: this.options.holdSeconds ?? HOLD_SECONDS,
      ...options,
      environment: { ...mail, ...options?.environment },
    });
  }

  /** Runs SQL on a connection without a proxy. */
  async sql<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await openSession(this.postgres.url(DATABASE));
    try {
      return await work(session);
    } finally {
      await session.end();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.apis.map((api) => api.kill()));
    await this.worker?.kill();
    await Promise.all([...this.apis, this.worker].map((process) => process?.proxy.stop()));
    await this.mailServer?.stop();
    await this.postgres.destroy();
  }
}

/** One run of a fault in a world, decided by a seed. */
export class Run {
  readonly world: World;
  readonly random: Random;
  readonly history = new History();
  readonly slotIds: string[] = [];
  /** Sentences about what a fault has found broken by itself. */
  readonly broken: string[] = [];
  /** The observed figures, for the table of docs/reliability.md. */
  readonly figures: Record<string, number> = {};
  readonly #watch: ReturnType<typeof watchInvariants>;
  readonly #events: EventReader;
  readonly #loads: Load[] = [];
  /** The receivers of webhooks, from the first slot on. */
  readonly receivers: WebhookReceiver[] = [];
  /** Dialogues about mails that the fault may have cut: their outcome may be unknown. */
  mailsMaybeCut = 0;
  #logBegin = 0;
  readonly #mailsBegin: number;

  constructor(world: World, seed: number) {
    this.world = world;
    this.random = createRandom(seed);
    this.#mailsBegin = world.mailServer?.taken.length ?? 0;
    this.#watch = watchInvariants(world.postgres.url(DATABASE));
    this.#events = readEvents(() => world.postgres.url(DATABASE), world.options.hasHastyReader ?? false);
    for (const process of world.all) process.mayBeSilent = false;
  }

  /** Makes slots through the worker, which serves requests, too. */
  async makeSlots(wanted: SlotsWanted = {}): Promise<string[]> {
    if (this.slotIds.length === 0) {
      this.#logBegin = (await this.world.postgres.log()).length;
      await this.#startReceivers();
    }
    const made = await makeSlots(this.world.worker.url, this.history, wanted);
    this.slotIds.push(...made);
    return made;
  }

  async #endReceivers(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => receiver.end(this.world.worker.url)));
  }

  async #startReceivers(): Promise<void> {
    while (this.receivers.length < (this.world.options.receivers ?? 0)) {
      this.receivers.push(await WebhookReceiver.start(this.world.worker.url));
    }
  }

  /** Waits until what happened on the slots of this run has arrived at every receiver, and judges it. */
  async #judgeDeliveries(events: readonly Event[]): Promise<string[]> {
    const ofRun = events.filter(({ slotId }) => slotId !== null && this.slotIds.includes(slotId));
    const begin = performance.now();
    const haveArrived = () => this.receivers.every((receiver) => hasAll(ofRun, receiver));
    await until("every event has arrived", haveArrived, this.#arrivalMaxMilliseconds).catch(() => {});
    if (this.receivers.length > 0) {
      this.note("arrivedAfterMilliseconds", performance.now() - begin);
      this.note("latestDeliveryMilliseconds", Math.max(...this.receivers.map(latestDelivery)));
      this.note("delivered", Math.max(...this.receivers.map(({ taken }) => taken.length)));
    }
    return this.receivers.flatMap((receiver) => [
      ...deliveriesTellAll(ofRun, receiver),
      ...invented(events, receiver),
    ]);
  }

  get #arrivalMaxMilliseconds(): number {
    return this.world.options.arrivalMaxMilliseconds ?? ARRIVAL_MAX_MILLISECONDS;
  }

  /** Waits until no mail about the bookings of this run is still to be sent, and judges them. */
  async #judgeMails(session: Session, observed: Observed, healedAt: number): Promise<string[]> {
    const { mailServer } = this.world;
    if (!mailServer) return [];
    const begin = performance.now();
    const readRows = () =>
      readMailRows(
        session,
        observed.bookings.map(({ id }) => id),
      );
    if (this.mailsMaybeCut > 0) await passMailTime(session, healedAt);
    const areDone = async () => areMailsDone(observed.changes, await readRows());
    await until("every mail is done", areDone, this.#arrivalMaxMilliseconds).catch(() => {});
    const taken = mailServer.taken.slice(this.#mailsBegin);
    const rows = await readRows();
    this.note("mailsDoneAfterMilliseconds", performance.now() - begin);
    this.note("latestMailMilliseconds", latestMail(observed, taken));
    this.note("mailsTaken", taken.length);
    this.note("mailsUnknown", rows.filter(({ state }) => state === "UNKNOWN").length);
    return mailsTellAll(observed, rows, taken, this.mailsMaybeCut);
  }

  /** Starts customers on the API processes. */
  startLoad(options: Partial<LoadOptions> = {}): Load {
    const { history, random, slotIds, world } = this;
    const name = `load-${this.#loads.length}`;
    const contactOf = world.mailServer && addressOf;
    const load = startLoad({ history, name, random, slotIds, processes: world.apis, contactOf, ...options });
    this.#loads.push(load);
    return load;
  }

  /**
   * Heals everything, waits until all processes are ready, and makes a slot. The time from the end of the fault to
   * that slot is a figure.
   */
  async recover(): Promise<void> {
    const begin = performance.now();
    if (!this.world.postgres.isRunning) await this.world.postgres.start();
    for (const process of this.world.all) {
      process.proxy.heal();
      process.thaw();
    }
    await Promise.all(this.world.all.filter(({ isRunning }) => !isRunning).map((process) => process.start()));
    for (const process of this.world.all) {
      await until(
        `${process.name} is ready`,
        async () => (await process.notReady())?.length === 0,
        RECOVERY_MAX_MILLISECONDS,
      );
    }
    await until("a slot can be made again", () =>
      this.makeSlots({ slots: 1 }).then(
        () => true,
        () => false,
      ),
    );
    this.note("recoveredAfterMilliseconds", performance.now() - begin);
  }

  note(figure: string, value: number): void {
    this.figures[figure] = Math.max(this.figures[figure] ?? 0, Math.round(value));
  }

  /**
   * Ends the load, heals everything, waits for the last hold's end, and judges.
   * @returns a sentence for each broken rule
   */
  async conclude(): Promise<string[]> {
    await this.recover();
    const healedAt = this.history.now();
    await Promise.all(this.#loads.map((load) => load.stop()));
    const lines = await this.world.sql(async (session) => {
      const wait = (this.world.options.holdSeconds ?? HOLD_SECONDS) * 1_000 + RECOVERY_MAX_MILLISECONDS;
      const released = await until(
        "every hold has ended",
        async () => (await countHolds(session)) === 0,
        wait,
      ).then(
        () => [],
        (error: Error) => [error.message],
      );
      const events = await this.#events.stop();
      const deliveries = await this.#judgeDeliveries(events);
      await this.#endReceivers();
      const observed = await observe(session, this.slotIds);
      const mails = await this.#judgeMails(session, observed, healedAt);
      const { releaseMaxMilliseconds = RELEASE_MAX_MILLISECONDS } = this.world.options;
      const { history } = this;
      const [slotId = ""] = this.slotIds;
      const isGuarded = await refusesToOversell(session, slotId);
      const guard = isGuarded ? [] : ["the database itself would sell more places than there are"];
      return [
        ...released,
        ...guard,
        ...deliveries,
        ...mails,
        ...judge({ history, observed, events, healedAt, releaseMaxMilliseconds }),
      ];
    });
    this.note("booked", this.history.count("book", "ok"));
    this.note("unknown", this.history.calls.filter(({ outcome }) => outcome.type === "unknown").length);
    this.note("longestResponseMilliseconds", this.history.longestMilliseconds);
    const looks = this.#watch.looks();
    const broken = await this.#watch.stop();
    const finalLook = await lookAtInvariants(this.world.postgres.url(DATABASE));
    const log = (await this.world.postgres.log()).slice(this.#logBegin);
    return [
      ...this.broken,
      ...broken,
      ...finalLook,
      ...lines,
      ...guardWasNeeded(log),
      ...(looks === 0 ? ["the invariants were never looked at"] : []),
    ];
  }

  /** Ends a run after an error. */
  async abandon(): Promise<void> {
    for (const process of this.world.all) process.thaw();
    for (const load of this.#loads) load.stop();
    await this.#watch.stop();
    await this.#events.stop().catch(() => {});
    await this.#endReceivers();
  }
}
