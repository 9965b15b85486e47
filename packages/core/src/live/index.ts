export {
  AUDIT_READ_MILLISECONDS,
  LiveSlots,
  MESSAGES_MAX_PER_SECOND,
  SLOT_TOLD_MILLISECONDS,
  STREAMS_MAX,
} from "./live-slots.ts";
export { type LiveMessage, type SlotStream, type StreamEnd, UNSENT_MAX_SLOTS } from "./slot-stream.ts";
export { STATE_MAX_SLOTS } from "./states.ts";
export { watchSlots } from "./watch.ts";
