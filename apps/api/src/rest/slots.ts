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
import { PUBLIC_READ, respond, respondRead, throwRenamed } from "../http/index.ts";
import {
  ifNoneMatchHeader,
  readIfMatch,
  renderShared,
  respondTagged,
  taggedRead,
  taggedResponse,
} from "./entity-tags.ts";
import { renderSharedPage } from "./rendered.ts";
import {
  ClientConnection,
  createdResponse,
  createRestApp,
  holdsCountedUnder,
  jsonBody,
  jsonResponse,
  listResponse,
  locationOf,
  readIdempotencyKey,
  respondPageOf,
} from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/slots: the free places, and holds of them. /api/admin/slots: changes of a slot, for staff. */
export function slotRoutes() {
  const app = createRestApp();
  app.openapi(listSlotsRoute, async (c) => {
    const page = await listSlots(c.get("deps"), c.req.valid("query"));
    return respondPageOf(c, page, renderSlots(page), PUBLIC_READ);
  });
  app.openapi(getSlotRoute, async (c) =>
    respondRead(c, renderSlot(await getSlot(c.get("deps"), c.req.valid("param"))), {
      "Cache-Control": PUBLIC_READ,
    }),
  );
  app.openapi(bookRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { slotId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
    const deps = c.get("deps");
    const from = holdsCountedUnder(c);
    const hold = await createBooking(deps, input, { signal: new ClientConnection(c), onReplay, from });
    const location = locationOf("/api/bookings", hold);
    return respond(c, snakeCase(hold), 201, { ...headers, ...location }); // no tag: nobody changes a booking by one, and it would cost the rush
  });
  app.openapi(updateSlotRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
    const slot = await updateSlot(c.get("deps"), input, { onReplay }).catch(throwInRestNames);
    return respondTagged(c, toRestSlot(slot), 200, headers);
  });
  app.openapi(deleteSlotRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...readIfMatch(c), idempotencyKey };
    return respond(c, await deleteSlot(c.get("deps"), input, { onReplay }), 200, headers);
  });
  return app;
}

const renderSlot = renderShared(toRestSlot);
const renderSlots = renderSharedPage(toRestSlot);

const throwInRestNames = throwRenamed(snakeName);

const listSlotsRoute = ruledRoute("public", "slots.list", {
  method: "get",
  path: "/api/slots",
  request: { query: restListSlotsQuery },
  responses: { 200: listResponse("Slots", restSlot) },
});

const getSlotRoute = ruledRoute("public", "slots.get", {
  method: "get",
  path: "/api/slots/{id}",
  parameters: [ifNoneMatchHeader],
  request: { params: restIdParams },
  responses: { ...taggedRead("The slot", restSlot) },
});

const bookRoute = ruledRoute("public", "bookings.create", {
  method: "post",
  path: "/api/slots/{id}/book",
  request: { params: restIdParams, ...jsonBody(restBookInput) },
  responses: { 201: createdResponse(jsonResponse("The hold", restHold)) },
});

const updateSlotRoute = ruledRoute("admin", "slots.update", {
  method: "patch",
  path: "/api/admin/slots/{id}",
  request: { params: restIdParams, ...jsonBody(restUpdateSlotInput) },
  responses: { 200: taggedResponse("The slot", restSlot) },
});

const deleteSlotRoute = ruledRoute("admin", "slots.delete", {
  method: "delete",
  path: "/api/admin/slots/{id}",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The deleted slot's id", restDeletedSlot) },
});
