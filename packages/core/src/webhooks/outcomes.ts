import type { DelivererSettings } from "./context.ts";
import type { Disabled, Outcome, Standing } from "./record.ts";
import { record } from "./record.ts";

/** Outcomes that one transaction writes. */
const GROUP_MAX_OUTCOMES = 200;

interface Item {
  outcome: Outcome;
  standing: Standing | undefined;
  done: () => void;
}

/** Writes the outcomes of all senders down, in one transaction at a time: those that come meanwhile share the next one. */
export class GroupOfOutcomes {
  readonly #settings: Pick<DelivererSettings, "db" | "jobs" | "onDisabled" | "onFailure">;
  #items: Item[] = [];
  #writing: Promise<void> | undefined;

  constructor(settings: Pick<DelivererSettings, "db" | "jobs" | "onDisabled" | "onFailure">) {
    this.#settings = settings;
  }

  /** Resolves once the outcome is committed, or could not be: then the delivery is sent again. */
  add(outcome: Outcome, standing: Standing | undefined): Promise<void> {
    return new Promise((done) => {
      this.#items.push({ outcome, standing, done });
      this.#writing ??= this.#writeAll().finally(() => {
        this.#writing = undefined;
      });
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#items.length > 0) {
      const items = this.#items.splice(0, GROUP_MAX_OUTCOMES);
      try {
        for (const webhook of await this.#write(items)) this.#settings.onDisabled(webhook);
      } catch (error) {
        this.#settings.onFailure(error);
      }
      for (const { done } of items) done();
    }
  }

  #write(items: readonly Item[]): Promise<Disabled[]> {
    const outcomes = items.map(({ outcome }) => outcome);
    return record(this.#settings, outcomes, lastStandings(items));
  }
}

/** The last standing of each webhook, with what the earlier ones say. */
function lastStandings(items: readonly Item[]): Standing[] {
  const standings = new Map<string, Standing>();
  for (const { standing } of items) {
    if (!standing) continue;
    const earlier = standings.get(standing.webhookId);
    standings.set(standing.webhookId, {
      ...standing,
      hadSuccess: standing.hadSuccess || earlier?.hadSuccess === true,
      failuresEnded: Math.max(standing.failuresEnded, earlier?.failuresEnded ?? 0),
      isGone: standing.isGone || earlier?.isGone === true,
    });
  }
  // In one order, so that two processes do not wait for each other.
  return [...standings.values()].sort((one, other) => (one.webhookId < other.webhookId ? -1 : 1));
}
