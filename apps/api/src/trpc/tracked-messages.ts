import { HoldfastError, type TrackedMessage } from "@holdfast/contract";
import type { LiveMessage, SlotStream } from "@holdfast/core";
import { tracked } from "@trpc/server";

/** The messages of a stream as a subscription sends them, for whoever calls the procedure; the type is what a client gets. */
export class TrackedMessages implements AsyncIterable<TrackedMessage> {
  readonly stream: SlotStream;

  constructor(stream: SlotStream) {
    this.stream = stream;
  }

  /** No generator: one that waits for a message could not be ended before it comes. */
  [Symbol.asyncIterator](): AsyncIterator<TrackedMessage> {
    const { stream } = this;
    let taken: LiveMessage[] = [];
    return {
      async next() {
        while (taken.length === 0) {
          const messages = await stream.next();
          if (!messages && stream.end === "stopped") throw STOPPED;
          if (!messages) return { done: true, value: undefined };
          taken = messages;
        }
        const { id, body } = taken.shift() as LiveMessage;
        return { done: false, value: tracked(id, body) as unknown as TrackedMessage };
      },
      async return() {
        stream.close();
        return { done: true, value: undefined };
      },
    };
  }
}

/** The end of a subscription where the server stops: the client comes back. */
export const STOPPED = new HoldfastError("BUSY", "The server stops");
