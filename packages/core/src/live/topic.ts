import type { Slot } from "@holdfast/contract";
import type { LiveMessage, SlotStream } from "./slot-stream.ts";

/** What is watched: one slot, or those of a resource. */
export type Watched = { slotId: string } | { resourceId: string };

/** Slots of a topic whose last message it remembers; beyond that it forgets all, and may tell the same again. */
const TOLD_MAX_SLOTS = 2_000;

/** What several streams watch, with what they were told of it. */
export class Topic {
  readonly watched: Watched;
  readonly streams = new Set<SlotStream>();
  /** The last state of each slot that all streams were told; null: it is gone. */
  readonly #told = new Map<string, Slot | null>();

  constructor(watched: Watched) {
    this.watched = watched;
  }

  /** The resource whose slot it last told of. */
  get resourceId(): string | undefined {
    if ("resourceId" in this.watched) return this.watched.resourceId;
    return this.#told.get(this.watched.slotId)?.resourceId;
  }

  /** The slots that streams were told of. */
  get toldIds(): Iterable<string> {
    return this.#told.keys();
  }

  /**
   * Notes a state that was read. Where all streams are about to get it, it is what they were told. Else what differs is told again in
   * any case: the others know an older state, or will be told of this one.
   * @returns the slots that differ
   */
  learn(state: readonly Slot[], isForAll: boolean): string[] {
    if (isForAll) {
      for (const [id, slot] of this.#told) if (slot !== null) this.#told.delete(id);
      for (const slot of state) this.#told.set(slot.id, slot);
      return [];
    }
    const differing = state.filter((slot) => this.#told.get(slot.id) !== slot).map(({ id }) => id);
    for (const id of differing) this.#told.delete(id);
    return differing;
  }

  /**
   * Tells all streams of a slot, unless they know it so.
   * @param slot null: it is gone
   * @returns how many were told, and those of them that have too much unsent
   */
  tell(slotId: string, slot: Slot | null, message: LiveMessage): { told: number; overfull: boolean } {
    if (this.#told.get(slotId) === slot) return { told: 0, overfull: false };
    if (this.#told.size >= TOLD_MAX_SLOTS) this.#told.clear();
    this.#told.set(slotId, slot);
    let overfull = false;
    for (const stream of this.streams) if (!stream.tell(slotId, message)) overfull = true;
    return { told: this.streams.size, overfull };
  }
}
