import {
  type CountedRequest,
  type HoldCounts,
  type HoldLimitSettings,
  placesPerContact,
  SHARED_ADDRESS,
} from "@holdfast/core";
import { type BirpcReturn, createBirpc } from "birpc";
import type { Lend } from "../limits/index.ts";
import {
  EVENTS,
  fromRefusal,
  type MemberCalls,
  type PrimaryCalls,
  type Refusal,
  type Task,
} from "./messages.ts";

/** A member's line to its primary. Without its primary a member ends: Node.js sees to that. */
export class Primary {
  readonly #calls: BirpcReturn<PrimaryCalls, MemberCalls>;

  /** @param onRetire called when another process has taken this one's place */
  constructor(onRetire: () => void) {
    this.#calls = createBirpc<PrimaryCalls, MemberCalls>(
      { retire: onRetire },
      {
        post: (message) => process.send?.(message),
        on: (receive) => process.on("message", receive),
        eventNames: [...EVENTS],
      },
    );
  }

  /** What this member is to do. */
  join(): Promise<Task> {
    return this.#calls.join();
  }

  /** @param url of the server; null: this member is the worker */
  ready(url: string | null): void {
    void this.#calls.ready(url);
  }

  readonly lend: Lend = (limit, client, requests) => this.#calls.lend(limit, client, requests);

  /** The live holds of all processes of the cluster, as the primary counts them. */
  holdCounts({ maxSlotSharePerContactPercent: percent }: HoldLimitSettings): HoldCounts {
    const calls = this.#calls;
    return {
      maxPlacesPerContact: (capacity) => placesPerContact(capacity, percent),
      reserve: async (requests, from) =>
        throwRefusal(await calls.reserveHolds(requests.map(counted), from === SHARED_ADDRESS ? null : from)),
      renew: (id) => void calls.renewHold(id),
      remove: (id) => void calls.removeHold(id),
      confirm: (id) => void calls.confirmHold(id),
      move: async (id, slotId) => throwRefusal(await calls.moveHold(id, slotId)),
      moveBack: (id, slotId) => void calls.moveHoldBack(id, slotId),
    };
  }
}

/** The part of a request that is counted, and no more. */
const counted = ({ id, slotId, quantity, customer, isEntry }: CountedRequest): CountedRequest => ({
  id,
  slotId,
  quantity,
  customer,
  ...(isEntry && { isEntry }),
});

function throwRefusal(refusal: Refusal | null): void {
  if (refusal) throw fromRefusal(refusal);
}
