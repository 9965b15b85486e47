import {
  type OperationName,
  type ResourceKind,
  restDeletedSchedule,
  restGeneratedSlots,
  restHolidaysParams,
  restIdParams,
  restImportedHolidays,
  restImportHolidaysInput,
  restListSchedulesQuery,
  restPreviewScheduleInput,
  restSchedule,
  restScheduleExceptionParams,
  restScheduleInput,
  restSchedulePreview,
  restUpdateScheduleInput,
  snakeCase,
  snakeName,
  toRestImportedHolidays,
  toRestSchedulePreview,
} from "@holdfast/contract";
import {
  addException,
  createSchedule,
  deleteSchedule,
  generateSlots,
  getSchedule,
  importHolidays,
  listSchedules,
  previewSchedule,
  removeException,
  removeHolidays,
  updateSchedule,
  withinReads,
} from "@holdfast/core";
import { respond, throwRenamed } from "../http/index.ts";
import { ifNoneMatchHeader, readIfMatch, respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
import {
  createdResponse,
  createRestApp,
  jsonBody,
  jsonResponse,
  listResponse,
  locationOf,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
import { ofKind, ruledRoute } from "./ruled-route.ts";

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
      const schedule = snakeCase(await createSchedule(c.get("deps"), input, { onReplay }));
      const location = locationOf("/api/admin/schedules", schedule);
      return respondTagged(c, schedule, 201, { ...headers, ...location });
    });
    app.openapi(listSchedulesRoute(kind, path), async (c) => {
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("query") };
      return respondPage(c, () => listSchedules(c.get("deps"), input), snakeCase);
    });
  }
  app.openapi(previewRoute, async (c) => {
    const { db } = c.get("deps");
    const preview = await withinReads(db, () => previewSchedule(c.get("deps"), c.req.valid("json")));
    return respond(c, toRestSchedulePreview(preview), 200);
  });
  app.openapi(getScheduleRoute, async (c) =>
    respondTagged(c, snakeCase(await getSchedule(c.get("deps"), c.req.valid("param"))), 200),
  );
  app.openapi(updateScheduleRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
    const schedule = await updateSchedule(c.get("deps"), input, { onReplay }).catch(throwInRestNames);
    return respondTagged(c, snakeCase(schedule), 200, headers);
  });
  app.openapi(deleteScheduleRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...readIfMatch(c), idempotencyKey };
    return respond(c, snakeCase(await deleteSchedule(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(generateRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, snakeCase(await generateSlots(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(addExceptionRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...readIfMatch(c), idempotencyKey };
    return respondTagged(c, snakeCase(await addException(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(removeExceptionRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...readIfMatch(c), idempotencyKey };
    const schedule = await removeException(c.get("deps"), input, { onReplay });
    return respondTagged(c, snakeCase(schedule), 200, headers);
  });
  app.openapi(importHolidaysRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
    const imported = toRestImportedHolidays(await importHolidays(c.get("deps"), input, { onReplay }));
    return respondTagged(c, imported, 200, headers, restSchedule.parse(imported));
  });
  app.openapi(removeHolidaysRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...readIfMatch(c), idempotencyKey };
    return respondTagged(
      c,
      snakeCase(await removeHolidays(c.get("deps"), input, { onReplay })),
      200,
      headers,
    );
  });
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

const createScheduleRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", ofKind("schedules.create", kind, "For"), {
    method: "post",
    path,
    request: { params: restIdParams, ...jsonBody(restScheduleInput) },
    responses: { 201: createdResponse(taggedResponse("The schedule", restSchedule)) },
  });

const listSchedulesRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("schedules.list", kind, "Of"), {
    method: "get",
    path,
    request: { params: restIdParams, query: restListSchedulesQuery },
    responses: { 200: listResponse("Schedules", restSchedule) },
  });

const previewRoute = ruledRoute("admin", "schedules.preview", {
  method: "post",
  path: "/api/admin/schedules/preview",
  request: jsonBody(restPreviewScheduleInput),
  responses: { 200: jsonResponse("What it would make", restSchedulePreview) },
});

const getScheduleRoute = ruledRoute("desk", "schedules.get", {
  method: "get",
  path: "/api/admin/schedules/{id}",
  parameters: [ifNoneMatchHeader],
  request: { params: restIdParams },
  responses: { ...taggedRead("The schedule", restSchedule) },
});

const updateScheduleRoute = ruledRoute("admin", "schedules.update", {
  method: "patch",
  path: "/api/admin/schedules/{id}",
  request: { params: restIdParams, ...jsonBody(restUpdateScheduleInput) },
  responses: { 200: taggedResponse("The schedule", restSchedule) },
});

const deleteScheduleRoute = ruledRoute("admin", "schedules.delete", {
  method: "delete",
  path: "/api/admin/schedules/{id}",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("What became of its slots", restDeletedSchedule) },
});

const generateRoute = ruledRoute("admin", "schedules.generate", {
  method: "post",
  path: "/api/admin/schedules/{id}/generate",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The numbers of slots", restGeneratedSlots) },
});

/** A route that changes one day of a schedule. */
const exceptionRoute = <Method extends "put" | "delete">(method: Method, operation: OperationName) =>
  ruledRoute("admin", operation, {
    method,
    path: "/api/admin/schedules/{id}/exceptions/{day}",
    request: { params: restScheduleExceptionParams },
    responses: { 200: taggedResponse("The schedule", restSchedule) },
  });

const addExceptionRoute = exceptionRoute("put", "schedules.addException");

const removeExceptionRoute = exceptionRoute("delete", "schedules.removeException");

const importHolidaysRoute = ruledRoute("admin", "schedules.importHolidays", {
  method: "put",
  path: "/api/admin/schedules/{id}/holidays/{file}",
  request: { params: restHolidaysParams, ...jsonBody(restImportHolidaysInput) },
  responses: { 200: taggedResponse("The schedule, and what was imported", restImportedHolidays) },
});

const removeHolidaysRoute = ruledRoute("admin", "schedules.removeHolidays", {
  method: "delete",
  path: "/api/admin/schedules/{id}/holidays/{file}",
  request: { params: restHolidaysParams },
  responses: { 200: taggedResponse("The schedule", restSchedule) },
});
