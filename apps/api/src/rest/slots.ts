import {
  restBookInput,
  restDeletedSlot,
  restHold,
  restIdParams,
  restListSlotsQuery,
  restSlot,
  restUpdateSlotInput,
  snakeCase,
  snakeName,
  toRestSlot,
} from "@holdfast/contract";
import { createBooking, deleteSlot, getSlot, listSlots, updateSlot } from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import { problems, respond, throwRenamed } from "../http/index.ts";
import { ifNoneMatchHeader, readIfMatch, respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
import {
  ClientConnection,
  createRestApp,
  holdsCountedUnder,
  idempotencyKeyHeader,
  jsonBody,
  jsonResponse,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/slots: the free places, and holds of them. /api/admin/slots: changes of a slot, for staff. */
export function slotRoutes() {
  const app = createRestApp();
  app.openapi(listSlotsRoute, async (c) => {
    return respondPage(c, () => listSlots(c.get("deps"), c.req.valid("query")), toRestSlot);
  });
  app.openapi(getSlotRoute, async (c) =>
    respondTagged(c, toRestSlot(await getSlot(c.get("deps"), c.req.valid("param"))), 200),
  );
  app.openapi(bookRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { slotId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
    const deps = c.get("deps");
    const from = holdsCountedUnder(c);
    const hold = await createBooking(deps, input, { signal: new ClientConnection(c), onReplay, from });
    return respond(c, snakeCase(hold), 201, headers); // no tag: nobody changes a booking by one, and it would cost the rush
  });
  app.openapi(updateSlotRoute, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json"), ...readIfMatch(c) };
    return respondTagged(c, toRestSlot(await updateSlot(c.get("deps"), input).catch(throwInRestNames)), 200);
  });
  app.openapi(deleteSlotRoute, async (c) =>
    respond(c, await deleteSlot(c.get("deps"), { ...c.req.valid("param"), ...readIfMatch(c) }), 200),
  );
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

const listSlotsRoute = ruledRoute("public", {
  method: "get",
  path: "/api/slots",
  tags: ["slots"],
  summary: "List slots: upcoming first by start, then past ones",
  request: { query: restListSlotsQuery },
  responses: { 200: jsonResponse("Slots", z.array(restSlot)), ...problems(400) },
});

const getSlotRoute = ruledRoute("public", {
  method: "get",
  path: "/api/slots/{id}",
  tags: ["slots"],
  summary: "Get a slot",
  parameters: [ifNoneMatchHeader],
  request: { params: restIdParams },
  responses: { ...taggedRead("The slot", restSlot), ...problems(400, 404) },
});

const bookRoute = ruledRoute("public", {
  method: "post",
  path: "/api/slots/{id}/book",
  tags: ["bookings"],
  summary: "Hold places of a slot until the booking is confirmed or the hold expires",
  parameters: [idempotencyKeyHeader],
  request: { params: restIdParams, ...jsonBody(restBookInput) },
  responses: { 201: jsonResponse("The hold", restHold), ...problems(400, 404, 409, 422) },
});

const updateSlotRoute = ruledRoute("admin", {
  method: "patch",
  path: "/api/admin/slots/{id}",
  tags: ["admin"],
  summary: "Change a slot's times, capacity or booking window; close it for booking, or open it again",
  request: { params: restIdParams, ...jsonBody(restUpdateSlotInput) },
  responses: { 200: taggedResponse("The slot", restSlot), ...problems(400, 404, 409) },
});

const deleteSlotRoute = ruledRoute("admin", {
  method: "delete",
  path: "/api/admin/slots/{id}",
  tags: ["admin"],
  summary: "Delete a slot that has no live holds and no confirmed bookings",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The deleted slot's id", restDeletedSlot), ...problems(400, 404, 409) },
});
