import {
  type ResourceKind,
  restDeletedSchedule,
  restIdParams,
  restListQuery,
  restSchedule,
  restScheduleExceptionParams,
  restScheduleInput,
  restUpdateScheduleInput,
  snakeCase,
  snakeName,
} from "@holdfast/contract";
import {
  addException,
  createSchedule,
  deleteSchedule,
  getSchedule,
  listSchedules,
  removeException,
  updateSchedule,
} from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import { problems, respond, throwRenamed } from "../http/index.ts";
import { ifNoneMatchHeader, readIfMatch, respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
import {
  createRestApp,
  idempotencyKeyHeader,
  jsonBody,
  jsonResponse,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/admin/{doctors,shows}/{id}/schedules and /api/admin/schedules: rules that make slots ahead. */
export function scheduleRoutes() {
  const app = createRestApp();
  for (const { kind, path } of [
    { kind: "doctor", path: "/api/admin/doctors/{id}/schedules" },
    { kind: "show", path: "/api/admin/shows/{id}/schedules" },
  ] as const) {
    app.openapi(createScheduleRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
      return respondTagged(
        c,
        snakeCase(await createSchedule(c.get("deps"), input, { onReplay })),
        201,
        headers,
      );
    });
    app.openapi(listSchedulesRoute(kind, path), async (c) => {
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("query") };
      return respondPage(c, () => listSchedules(c.get("deps"), input), snakeCase);
    });
  }
  app.openapi(getScheduleRoute, async (c) =>
    respondTagged(c, snakeCase(await getSchedule(c.get("deps"), c.req.valid("param"))), 200),
  );
  app.openapi(updateScheduleRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c) };
    return respondTagged(
      c,
      snakeCase(await updateSchedule(c.get("deps"), input).catch(throwInRestNames)),
      200,
    );
  });
  app.openapi(deleteScheduleRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...readIfMatch(c) };
    return respond(c, snakeCase(await deleteSchedule(c.get("deps"), input)), 200);
  });
  app.openapi(addExceptionRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...readIfMatch(c) };
    return respondTagged(c, snakeCase(await addException(c.get("deps"), input)), 200);
  });
  app.openapi(removeExceptionRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...readIfMatch(c) };
    return respondTagged(c, snakeCase(await removeException(c.get("deps"), input)), 200);
  });
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

const createScheduleRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", {
    method: "post",
    path,
    tags: ["admin"],
    summary: `Create a schedule of a ${kind}, from which slots are made ahead`,
    parameters: [idempotencyKeyHeader],
    request: { params: restIdParams, ...jsonBody(restScheduleInput) },
    responses: { 201: taggedResponse("The schedule", restSchedule), ...problems(400, 404, 409, 422) },
  });

const listSchedulesRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", {
    method: "get",
    path,
    tags: ["admin"],
    summary: `List the schedules of a ${kind}, oldest first`,
    request: { params: restIdParams, query: restListQuery },
    responses: { 200: jsonResponse("Schedules", z.array(restSchedule)), ...problems(400, 404) },
  });

const getScheduleRoute = ruledRoute("desk", {
  method: "get",
  path: "/api/admin/schedules/{id}",
  tags: ["admin"],
  summary: "Get a schedule",
  parameters: [ifNoneMatchHeader],
  request: { params: restIdParams },
  responses: { ...taggedRead("The schedule", restSchedule), ...problems(400, 404) },
});

const updateScheduleRoute = ruledRoute("admin", {
  method: "patch",
  path: "/api/admin/schedules/{id}",
  tags: ["admin"],
  summary: "Change a schedule, and its slots to come",
  request: { params: restIdParams, ...jsonBody(restUpdateScheduleInput) },
  responses: { 200: taggedResponse("The schedule", restSchedule), ...problems(400, 404) },
});

const deleteScheduleRoute = ruledRoute("admin", {
  method: "delete",
  path: "/api/admin/schedules/{id}",
  tags: ["admin"],
  summary: "Delete a schedule and its slots to come that nobody has booked",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("What became of its slots", restDeletedSchedule), ...problems(400, 404) },
});

/** A route that changes one day of a schedule. */
const exceptionRoute = <Method extends "put" | "delete">(method: Method, summary: string) =>
  ruledRoute("admin", {
    method,
    path: "/api/admin/schedules/{id}/exceptions/{day}",
    tags: ["admin"],
    summary,
    request: { params: restScheduleExceptionParams },
    responses: { 200: taggedResponse("The schedule", restSchedule), ...problems(400, 404) },
  });

const addExceptionRoute = exceptionRoute(
  "put",
  "Make one day of a schedule an exception, and leave the others as they are; safe to repeat",
);

const removeExceptionRoute = exceptionRoute(
  "delete",
  "Make one day of a schedule an exception no longer; safe to repeat",
);
