import { HoldfastError } from "@holdfast/contract";
import {
  type ClientAddress,
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

/** Longer than PostgreSQL may take for what the primary looks up: later it is stuck, or far too busy. */
const ANSWER_MAX_MILLISECONDS = 15_000;

/** A member's line to its primary. Without its primary a member ends: Node.js sees to that. */
export class Primary {
  readonly #calls: BirpcReturn<PrimaryCalls, MemberCalls>;

  /** @param onRetire called when another process has taken this one's place */
  constructor(onRetire: () => void) {
    this.#calls = createBirpc<PrimaryCalls, MemberCalls>(
      { retire: onRetire },
      {
        // Without its primary the process ends: there is nobody to tell.
        post: (message) => process.send?.(message, undefined, undefined, () => {}),
        on: (receive) => process.on("message", receive),
        eventNames: [...EVENTS],
        timeout: ANSWER_MAX_MILLISECONDS,
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

  readonly lend: Lend = (limit, client, requests) => inTime(this.#calls.lend(limit, client, requests));

  /** The live holds of all processes of the cluster, as the primary counts them. */
  holdCounts({ maxSlotSharePerContactPercent: percent }: HoldLimitSettings): HoldCounts {
    const calls = this.#calls;
    return {
      maxPlacesPerContact: (capacity) => placesPerContact(capacity, percent),
      reserve: async (requests, from) =>
        throwRefusal(await inTime(calls.reserveHolds(requests.map(counted), namedAddress(from)))),
      renew: (id) => void calls.renewHold(id),
      remove: (id) => void calls.removeHold(id),
      confirm: (id) => void calls.confirmHold(id),
      move: async (id, slotId) => throwRefusal(await inTime(calls.moveHold(id, slotId))),
      isOn: (id, slotId) => void calls.holdIsOn(id, slotId),
      give: async ({ id, slotId, quantity }, contact) =>
        throwRefusal(await inTime(calls.giveHold({ id, slotId, quantity }, contact))),
      isOf: ({ id, slotId }, contact) => void calls.holdIsOf({ id, slotId }, contact),
      grow: async (request, from) =>
        throwRefusal(await inTime(calls.growHold(counted(request), namedAddress(from)))),
      hasPlaces: (id, quantity) => void calls.holdHasPlaces(id, quantity),
    };
  }
}

/** An address as messages have it; null: the shared one. */
const namedAddress = (from: ClientAddress) => (from === SHARED_ADDRESS ? null : from);

/** The part of a request that is counted, and no more. */
const counted = ({ id, slotId, quantity, customer, isEntry }: CountedRequest): CountedRequest => ({
  id,
  slotId,
  quantity,
  customer,
  ...(isEntry && { isEntry }),
});

/** @throws BUSY where the primary does not answer */
const inTime = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
  answer.catch((cause: unknown) => {
    throw new HoldfastError("BUSY", "The cluster's primary does not answer", { cause });
  });

function throwRefusal(refusal: Refusal | null): void {
  if (refusal) throw fromRefusal(refusal);
}
