import { type Event, event, listEventsInput } from "../event.ts";
import { restInput, restObject, snakeCase } from "./names.ts";
import { filtersOf, pageQuery } from "./request.ts";

export const restListEventsQuery = restInput({ ...filtersOf(listEventsInput.shape), ...pageQuery });

export const restEvent = restObject(event).meta({
  id: "Event",
  description: "A committed change that others may act on",
});

/** An event under REST's names, those of its data included. */
export const toRestEvent = ({ data, ...event }: Event) => ({ ...snakeCase(event), data: snakeCase(data) });
