import { newId } from "../shared/index.ts";
import type { DelivererSettings } from "./context.ts";
import { LEASE_SECONDS, type Leased, lease, release, renew } from "./leases.ts";
import { GroupOfOutcomes } from "./outcomes.ts";
import { Pace } from "./pace.ts";
import { Poster } from "./post.ts";
import { readDue } from "./read-ahead.ts";
import { type SenderContext, WebhookSender } from "./sender.ts";
import { together } from "./together.ts";

const RENEW_MILLISECONDS = 2_000;
/** The part of a lease that a process counts on: less than it has, because clocks run differently. */
const LEASE_TRUSTED_MILLISECONDS = (LEASE_SECONDS - 3) * 1_000;
/** For how long attempts may go on when the process ends. */
const END_GRACE_MILLISECONDS = 2_000;

/** A sender until its webhook is released. */
interface Running {
  sender: WebhookSender;
  /** Resolves once its webhook is released. */
  ended: Promise<void>;
  /** Whether a look came after the sender's last, and before the release: what it was for is nobody's yet. */
  isMissed: boolean;
}

/** Sends what is due to webhooks, each in a sender of its own, so that none waits for another. */
export class Deliverer {
  readonly #settings: DelivererSettings;
  readonly #id = newId();
  readonly #poster: Poster;
  readonly #outcomes: GroupOfOutcomes;
  /** How fast it may send; whoever reads the audit tells it how much happens. */
  readonly pace: Pace;
  /** The running senders by webhook. */
  readonly #senders = new Map<string, Running>();
  readonly #aborting = new AbortController();
  readonly #renewing: NodeJS.Timeout;
  #isEnding = false;
  #looking: Promise<void> | undefined;
  #isWanted = false;
  /** The database's time less this process's, in milliseconds. */
  #clockOffset = 0;
  /** By this process's clock. */
  #leasedUntil = 0;

  /* Senders that begin or end together share a statement. */
  readonly #readDue: SenderContext["readDue"];
  readonly #release: (webhookId: string) => Promise<void>;

  constructor(settings: DelivererSettings) {
    this.#settings = settings;
    this.pace = new Pace(settings.utilization);
    this.#readDue = together((questions) => readDue(settings.db, questions));
    this.#release = together(async (ids: readonly string[]) => {
      await release(settings.db, this.#id, ids);
      return ids.map(() => undefined);
    });
    this.#poster = new Poster(settings.allowPrivateWebhooks);
    this.#outcomes = new GroupOfOutcomes(settings);
    this.#renewing = setInterval(() => this.#renew().catch(settings.onFailure), RENEW_MILLISECONDS);
  }

  /** Starts to send whatever is due. Calls during a look share the next one, because the present one may be too early. */
  async wake(): Promise<void> {
    this.#isWanted = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Begins nothing more, waits a little for what is under way, and gives the webhooks back to other processes. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#looking?.catch(() => {});
    const senders = [...this.#senders.values()];
    for (const { sender } of senders) sender.end();
    const grace = setTimeout(() => this.#aborting.abort(), END_GRACE_MILLISECONDS);
    await Promise.all(senders.map(({ ended }) => ended));
    clearTimeout(grace);
    clearInterval(this.#renewing);
    this.#poster.close();
  }

  async #look(): Promise<void> {
    while (this.#isWanted && !this.#isEnding) {
      await this.pace.nextLook();
      this.#isWanted = false;
      for (const running of this.#senders.values()) running.isMissed ||= !running.sender.again();
      const leased = await lease(this.#settings.db, this.#id);
      this.#noteTime(leased);
      for (const target of leased.targets) this.#start(new WebhookSender(this.#senderContext(), target));
    }
  }

  #start(sender: WebhookSender): void {
    const running: Running = { sender, ended: Promise.resolve(), isMissed: false };
    this.#senders.set(sender.target.id, running);
    running.ended = this.#run(running).catch(this.#settings.onFailure);
  }

  async #run(running: Running): Promise<void> {
    const { sender } = running;
    const { id } = sender.target;
    try {
      await sender.run().catch(this.#settings.onFailure);
      await this.#release(id);
    } finally {
      // As soon as it is released, it may have been leased for another sender.
      if (this.#senders.get(id) === running) this.#senders.delete(id);
    }
    if (running.isMissed) await this.wake();
  }

  #senderContext(): SenderContext {
    return {
      readDue: this.#readDue,
      post: (posting) => this.#poster.post(posting, this.#aborting.signal),
      permit: () => this.pace.permit(),
      record: (outcome, standing) =>
        this.#aborting.signal.aborted ? Promise.resolve() : this.#outcomes.add(outcome, standing),
      now: () => Date.now() + this.#clockOffset,
      isLeased: () => performance.now() < this.#leasedUntil,
    };
  }

  async #renew(): Promise<void> {
    const ids = [...this.#senders.keys()];
    if (ids.length === 0) return;
    const leased = await renew(this.#settings.db, this.#id, ids);
    this.#noteTime(leased);
    const targets = new Map(leased.targets.map((target) => [target.id, target]));
    for (const id of ids) {
      const sender = this.#senders.get(id)?.sender;
      const target = targets.get(id);
      if (!target) sender?.end();
      else if (sender) sender.target = { ...target, failures: sender.target.failures };
    }
  }

  #noteTime({ now }: Leased): void {
    if (!now) return;
    this.#clockOffset = now.getTime() - Date.now();
    this.#leasedUntil = performance.now() + LEASE_TRUSTED_MILLISECONDS;
  }
}
