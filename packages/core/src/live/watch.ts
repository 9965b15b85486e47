import type { SlotsMessage, WatchSlotsInput } from "@holdfast/contract";
import { asSeenBy, type Caller, maySeeMetadata } from "../shared/index.ts";
import type { LiveSlots } from "./live-slots.ts";
import type { LiveMessage, SlotStream } from "./slot-stream.ts";
import type { Watched } from "./topic.ts";

/** The context of the verb that watches slots. */
interface WatchContext extends Caller {
  live: LiveSlots;
}

/** The options of a stream. */
interface WatchOptions {
  /** Ends the stream when the client goes. */
  signal?: AbortSignal | undefined;
  /** Called once: when the stream has ended, or could not be opened. */
  onEnd?: (() => void) | undefined;
}

/**
 * Opens a stream of a slot, or of the slots of a resource, as the caller may see them. Its first message is there: the present
 * state. A stream that goes on after `lastEventId` begins with it, too, because a client needs the newest state of each slot,
 * and not those in between.
 * @returns the stream; whoever has it closes it
 * @throws SLOT_NOT_FOUND, RESOURCE_NOT_FOUND; BUSY where the process has too many streams, or stops
 */
export async function watchSlots(
  ctx: WatchContext,
  input: WatchSlotsInput,
  { signal, onEnd = () => {} }: WatchOptions = {},
): Promise<SlotStream> {
  const stream = openStream(ctx, input, onEnd);
  const onAbort = () => stream.close();
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  await stream.begun();
  return stream;
}

function openStream(ctx: WatchContext, input: WatchSlotsInput, onEnd: () => void): SlotStream {
  try {
    return ctx.live.open(watchedBy(input), { see: (message) => seenBy(ctx, message), onEnd });
  } catch (error) {
    onEnd();
    throw error;
  }
}

const watchedBy = ({ slotId, resourceId }: WatchSlotsInput): Watched =>
  slotId === undefined ? { resourceId: resourceId ?? "" } : { slotId };

/** What customers see of a message. */
const ofCustomers = new WeakMap<LiveMessage, LiveMessage>();

/** A message as a caller may see it; the same object for all who see the same. */
function seenBy(caller: Caller, message: LiveMessage): LiveMessage {
  if (maySeeMetadata(caller)) return message;
  const seen = ofCustomers.get(message) ?? { ...message, body: bodySeenBy(caller, message.body) };
  ofCustomers.set(message, seen);
  return seen;
}

function bodySeenBy(caller: Caller, body: SlotsMessage): SlotsMessage {
  if (body.type === "deleted") return body;
  if (body.type === "slot") return { ...body, slot: asSeenBy(caller, body.slot) };
  return { ...body, slots: body.slots.map((slot) => asSeenBy(caller, slot)) };
}
