export { consumeEvents, consumeFromNow, forgetConsumer } from "./consume.ts";
export { EventHorizon, type OnEventsDelayed } from "./horizon.ts";
export { type EventsContext, listEvents } from "./list.ts";
