import { type Event, event } from "../event.ts";
import { restObject, snakeCase } from "./names.ts";

export const restEvent = restObject(event).meta({
  id: "Event",
  description: "A committed change that others may act on",
});

/** An event under REST's names, those of its data included. */
export const toRestEvent = ({ data, ...event }: Event) => ({ ...snakeCase(event), data: snakeCase(data) });
