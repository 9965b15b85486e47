import { type Event, restEvent, restListQuery } from "@holdfast/contract";
import { listEvents } from "@holdfast/core";
import { createRoute, z } from "@hono/zod-openapi";
import type { Deps } from "../deps.ts";
import { problems } from "./problem.ts";
import { answer, createRestApp, jsonAnswer, nextLink } from "./rest-app.ts";
import { snakeCase } from "./snake-case.ts";

/** /api/admin/events: what the world outside should hear of. */
export function eventRoutes(deps: Deps) {
  const app = createRestApp();
  app.openapi(listEventsRoute, async (c) => {
    const { items, nextCursor } = await listEvents(deps, c.req.valid("query"));
    return answer(c, items.map(toRestEvent), 200, nextLink(c.req.url, nextCursor));
  });
  return app;
}

const toRestEvent = ({ data, ...event }: Event) => ({ ...snakeCase(event), data: snakeCase(data) });

const listEventsRoute = createRoute({
  method: "get",
  path: "/api/admin/events",
  tags: ["admin"],
  summary: "What has happened, oldest first; go on later with the `cursor` of the last event",
  request: { query: restListQuery },
  responses: { 200: jsonAnswer("Events", z.array(restEvent)), ...problems(400) },
});
