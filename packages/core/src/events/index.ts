export { consumeEvents } from "./consume.ts";
export { EventHorizon } from "./horizon.ts";
export { type EventsContext, listEvents } from "./list.ts";
