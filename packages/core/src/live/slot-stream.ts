import type { SlotsMessage } from "@holdfast/contract";

/** Slots that a stream keeps for a reader who is slow; beyond that it sends the present state of all anew. */
export const UNSENT_MAX_SLOTS = 1_000;

/** A message as many streams send it; nobody may change it. */
export interface LiveMessage {
  /** The audit's newest entry at the time, for `Last-Event-ID`. */
  id: string;
  body: SlotsMessage;
}

/** Why a stream has ended: the client left, the slot is gone, the server stops. */
export type StreamEnd = "left" | "gone" | "stopped";

/** Whose a stream is. */
export interface StreamOwner {
  /** What the client may see of a message. */
  see: (message: LiveMessage) => LiveMessage;
  /** Called once. */
  onEnd: () => void;
}

/**
 * The messages for one client. It keeps no more than the newest of each slot until they are taken, so a slow reader gets fewer
 * messages, and the same in the end.
 */
export class SlotStream {
  readonly #owner: StreamOwner;
  /** By slot, the oldest in front. */
  readonly #unsent = new Map<string, LiveMessage>();
  /** Who waits for the next message. */
  #wake: (() => void) | undefined;
  #failure: unknown;
  #end: StreamEnd | undefined;
  /** Whether it is to get the present state, before any change. */
  needsState = true;
  /** Whether it got the present state once. */
  hasBegun = false;

  constructor(owner: StreamOwner) {
    this.#owner = owner;
  }

  /** Why it has ended; undefined: it goes on. */
  get end(): StreamEnd | undefined {
    return this.#end;
  }

  /**
   * Waits for the first message, which `next` returns.
   * @throws what the stream failed with
   */
  async begun(): Promise<void> {
    if (this.#unsent.size === 0 && this.#end === undefined) await this.#news(undefined);
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * The messages since the last call, as soon as there are any. One call at a time.
   * @param maxMilliseconds returns an empty list after so long without one
   * @returns undefined once the stream has ended and all of it is taken
   * @throws what the stream failed with
   */
  async next(maxMilliseconds?: number): Promise<LiveMessage[] | undefined> {
    if (this.#unsent.size === 0 && this.#end === undefined) await this.#news(maxMilliseconds);
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#unsent.size === 0) return this.#end === undefined ? [] : undefined;
    const messages = [...this.#unsent.values()];
    this.#unsent.clear();
    return messages;
  }

  #news(maxMilliseconds: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = maxMilliseconds === undefined ? undefined : setTimeout(resolve, maxMilliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The present state of all that is watched, in place of what is unsent. */
  begin(state: LiveMessage): void {
    this.needsState = false;
    this.hasBegun = true;
    this.#unsent.clear();
    this.#add("", state);
  }

  /** A change of a slot, in place of an older one that is unsent. False where too much is unsent: then it needs the state. */
  tell(slotId: string, change: LiveMessage): boolean {
    if (this.needsState) return true;
    this.#unsent.delete(slotId);
    if (this.#unsent.size >= UNSENT_MAX_SLOTS) {
      this.#unsent.clear();
      this.needsState = true;
      return false;
    }
    this.#add(slotId, change);
    return true;
  }

  #add(slotId: string, message: LiveMessage): void {
    this.#unsent.set(slotId, this.#owner.see(message));
    this.#wakeUp();
  }

  /** Ends the stream, once: what is unsent can still be taken, unless the client has left. */
  close(end: StreamEnd = "left"): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    if (end === "left") this.#unsent.clear();
    this.#wakeUp();
    this.#owner.onEnd();
  }

  /** Ends the stream with an error, for one that has not begun. */
  fail(error: unknown): void {
    if (this.#end === undefined) this.#failure = error;
    this.close();
  }

  #wakeUp(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
