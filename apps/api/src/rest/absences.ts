import {
  type ResourceKind,
  restAbsence,
  restAbsenceInput,
  restBooking,
  restIdParams,
  restListQuery,
  restWaitlistEntry,
  snakeCase,
  toRestBooking,
} from "@holdfast/contract";
import {
  createAbsence,
  endAbsence,
  getAbsence,
  listAbsenceBookings,
  listAbsenceEntries,
  listAbsences,
} from "@holdfast/core";
import { respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
import {
  createdResponse,
  createRestApp,
  jsonBody,
  listResponse,
  locationOf,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
import { ofKind, ruledRoute } from "./ruled-route.ts";

const PATH = "/api/admin/absences";

/** /api/admin/{doctors,shows}/{id}/absences and /api/admin/absences: times in which a doctor or a show is away. */
export function absenceRoutes() {
  const app = createRestApp();
  for (const { kind, path } of [
    { kind: "doctor", path: "/api/admin/doctors/{id}/absences" },
    { kind: "show", path: "/api/admin/shows/{id}/absences" },
  ] as const) {
    app.openapi(createAbsenceRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
      const absence = snakeCase(await createAbsence(c.get("deps"), input, { onReplay }));
      return respondTagged(c, absence, 201, { ...headers, ...locationOf(PATH, absence) });
    });
    app.openapi(listAbsencesRoute(kind, path), async (c) => {
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("query") };
      return respondPage(c, () => listAbsences(c.get("deps"), input), snakeCase);
    });
  }
  app.openapi(getAbsenceRoute, async (c) => {
    return respondTagged(c, snakeCase(await getAbsence(c.get("deps"), c.req.valid("param"))), 200);
  });
  app.openapi(bookingsRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return respondPage(c, () => listAbsenceBookings(c.get("deps"), input), toRestBooking);
  });
  app.openapi(entriesRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return respondPage(c, () => listAbsenceEntries(c.get("deps"), input), snakeCase);
  });
  app.openapi(endAbsenceRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respondTagged(c, snakeCase(await endAbsence(c.get("deps"), input, { onReplay })), 200, headers);
  });
  return app;
}

const createAbsenceRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("absences.create", kind, "For"), {
    method: "post",
    path,
    request: { params: restIdParams, ...jsonBody(restAbsenceInput) },
    responses: { 201: createdResponse(taggedResponse("The absence", restAbsence)) },
  });

const listAbsencesRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("absences.list", kind, "Of"), {
    method: "get",
    path,
    request: { params: restIdParams, query: restListQuery },
    responses: { 200: listResponse("Absences", restAbsence) },
  });

const getAbsenceRoute = ruledRoute("desk", "absences.get", {
  method: "get",
  path: `${PATH}/{id}`,
  request: { params: restIdParams },
  responses: taggedRead("The absence", restAbsence),
});

const bookingsRoute = ruledRoute("desk", "absences.bookings", {
  method: "get",
  path: `${PATH}/{id}/bookings`,
  request: { params: restIdParams, query: restListQuery },
  responses: { 200: listResponse("Bookings", restBooking) },
});

const entriesRoute = ruledRoute("desk", "absences.entries", {
  method: "get",
  path: `${PATH}/{id}/entries`,
  request: { params: restIdParams, query: restListQuery },
  responses: { 200: listResponse("Entries", restWaitlistEntry) },
});

const endAbsenceRoute = ruledRoute("desk", "absences.end", {
  method: "post",
  path: `${PATH}/{id}/end`,
  request: { params: restIdParams },
  responses: { 200: taggedResponse("The absence", restAbsence) },
});
