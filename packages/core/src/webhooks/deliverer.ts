import { newId } from "../shared/index.ts";
import type { DelivererSettings } from "./context.ts";
import { Lane, type LaneContext } from "./lane.ts";
import { LEASE_SECONDS, type Leased, lease, release, renew } from "./leases.ts";
import { GroupOfOutcomes } from "./outcomes.ts";
import { Pace } from "./pace.ts";
import { Sender } from "./send.ts";

const RENEW_MILLISECONDS = 2_000;
/** The part of a lease that a process counts on: less than it has, because clocks run differently. */
const LEASE_TRUSTED_MILLISECONDS = (LEASE_SECONDS - 3) * 1_000;
/** For how long attempts may go on when the process ends. */
const END_GRACE_MILLISECONDS = 2_000;

/** Sends what is due to webhooks, each in a lane of its own, so that none waits for another. */
export class Deliverer {
  readonly #settings: DelivererSettings;
  readonly #id = newId();
  readonly #sender: Sender;
  readonly #outcomes: GroupOfOutcomes;
  /** How fast it may send; whoever reads the audit tells it how much happens. */
  readonly pace = new Pace();
  /** The running lanes by webhook, each with the end of its run. */
  readonly #lanes = new Map<string, { lane: Lane; ended: Promise<void> }>();
  readonly #aborting = new AbortController();
  readonly #renewing: NodeJS.Timeout;
  #isEnding = false;
  #looking: Promise<void> | undefined;
  #isWanted = false;
  /** The database's time less this process's, in milliseconds. */
  #clockOffset = 0;
  /** By this process's clock. */
  #leasedUntil = 0;

  constructor(settings: DelivererSettings) {
    this.#settings = settings;
    this.#sender = new Sender(settings.allowPrivateWebhooks);
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
    const lanes = [...this.#lanes.values()];
    for (const { lane } of lanes) lane.end();
    const grace = setTimeout(() => this.#aborting.abort(), END_GRACE_MILLISECONDS);
    await Promise.all(lanes.map(({ ended }) => ended));
    clearTimeout(grace);
    clearInterval(this.#renewing);
    this.#sender.close();
  }

  async #look(): Promise<void> {
    while (this.#isWanted && !this.#isEnding) {
      this.#isWanted = false;
      for (const { lane } of this.#lanes.values()) lane.again();
      const leased = await lease(this.#settings.db, this.#id);
      this.#noteTime(leased);
      for (const target of leased.targets) this.#start(new Lane(this.#laneContext(), target));
    }
  }

  #start(lane: Lane): void {
    const { id } = lane.target;
    const ended = lane
      .run()
      .catch(this.#settings.onFailure)
      .then(() => {
        this.#lanes.delete(id);
        return release(this.#settings.db, this.#id, [id]);
      })
      .catch(this.#settings.onFailure);
    this.#lanes.set(id, { lane, ended });
  }

  #laneContext(): LaneContext {
    return {
      db: this.#settings.db,
      post: (posting) => this.#sender.post(posting, this.#aborting.signal),
      permit: () => this.pace.permit(),
      record: (outcome, standing) =>
        this.#aborting.signal.aborted ? Promise.resolve() : this.#outcomes.add(outcome, standing),
      now: () => Date.now() + this.#clockOffset,
      isLeased: () => performance.now() < this.#leasedUntil,
    };
  }

  async #renew(): Promise<void> {
    const ids = [...this.#lanes.keys()];
    if (ids.length === 0) return;
    const leased = await renew(this.#settings.db, this.#id, ids);
    this.#noteTime(leased);
    const targets = new Map(leased.targets.map((target) => [target.id, target]));
    for (const id of ids) {
      const lane = this.#lanes.get(id)?.lane;
      const target = targets.get(id);
      if (!target) lane?.end();
      else if (lane) lane.target = { ...target, failures: lane.target.failures };
    }
  }

  #noteTime({ now }: Leased): void {
    if (!now) return;
    this.#clockOffset = now.getTime() - Date.now();
    this.#leasedUntil = performance.now() + LEASE_TRUSTED_MILLISECONDS;
  }
}
