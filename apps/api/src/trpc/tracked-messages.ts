import { HoldfastError, type TrackedMessage } from "@holdfast/contract";
import type { LiveMessage, SlotStream } from "@holdfast/core";
import { tracked } from "@trpc/server";

/**
 * The messages of a stream as a subscription sends them; the type is what a client gets. Where the server stops it ends with BUSY,
 * so that the client comes back. No generator: one that waits for a message could not be ended before it comes.
 */
export function trackedMessages(stream: SlotStream): AsyncIterable<TrackedMessage> {
  let taken: LiveMessage[] = [];
  const iterator = {
    async next() {
      for (;;) {
        const message = taken.shift();
        if (message)
          return { done: false, value: tracked(message.id, message.body) as unknown as TrackedMessage };
        const messages = await stream.next();
        if (!messages && stream.end === "stopped") throw new HoldfastError("BUSY", "The server stops");
        if (!messages) return { done: true, value: undefined };
        taken = messages;
      }
    },
    async return() {
      stream.close();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator as AsyncIterator<TrackedMessage> };
}
