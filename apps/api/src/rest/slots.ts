import {
  invalidInput,
  messageId,
  restBookInput,
  restDeletedSlot,
  restHold,
  restIdParams,
  restListSlotsQuery,
  restSlot,
  restUpdateSlotInput,
  restWatchSlotsQuery,
  type Slot,
  type SlotsMessage,
  snakeCase,
  snakeName,
  toRestSlot,
  WATCHED,
} from "@holdfast/contract";
import {
  createBooking,
  deleteSlot,
  getSlot,
  type LiveMessage,
  listSlots,
  updateSlot,
  watchSlots,
} from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  ClientConnection,
  type Env,
  eventBytes,
  holdsCountedUnder,
  PUBLIC_READ,
  respond,
  respondEvents,
  respondRead,
  SILENT_HEARTBEAT,
  throwRenamed,
} from "../http/index.ts";
import {
  ifNoneMatchHeader,
  readIfMatch,
  renderShared,
  respondTagged,
  taggedRead,
  taggedResponse,
} from "./entity-tags.ts";
import { oncePer, renderSharedPage } from "./rendered.ts";
import {
  createdResponse,
  createRestApp,
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
  app.openapi(watchSlotsRoute, async (c) => {
    const deps = c.get("deps");
    const input = { ...c.req.valid("query"), lastEventId: readLastEventId(c) };
    const onEnd = deps.requestLimits?.openStream(c.get("client"));
    return respondEvents(c, await watchSlots(deps, input, { onEnd }), WORDS);
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

const slotJson = oncePer((slot: Slot) => JSON.stringify(toRestSlot(slot)));

/** A message as an event: `slots` has a list, `slot` a slot, `deleted` what the deletion of a slot returns. */
function dataOf(body: SlotsMessage): string {
  if (body.type === "slots") return `[${body.slots.map(slotJson).join(",")}]`;
  return body.type === "slot" ? slotJson(body.slot) : JSON.stringify({ id: body.id });
}

const WORDS = {
  render: oncePer(({ id, body }: LiveMessage) => eventBytes(dataOf(body), { id, name: body.type })),
  heartbeat: SILENT_HEARTBEAT,
};

const throwInRestNames = throwRenamed(snakeName);

/** @throws INVALID_INPUT for a header `Last-Event-ID` that no stream has sent */
function readLastEventId(c: Context<Env>): string | undefined {
  const header = c.req.header("Last-Event-ID");
  const { data, error } = messageId.optional().safeParse(header);
  if (error) throw invalidInput("Last-Event-ID", error.issues[0]?.message ?? "is not usable");
  return data;
}

/** The OpenAPI entry of the header `Last-Event-ID`. */
const lastEventIdHeader = {
  in: "header",
  name: "Last-Event-ID",
  required: false,
  description:
    "The id of the last event, where a stream goes on; browsers send it by themselves. It begins with the present state in any case.",
  schema: { type: "string", pattern: "^\\d{1,20}$" },
  example: "1024",
} as const;

const EVENTS_EXAMPLE =
  'retry: 2000\n\nid: 1024\nevent: deleted\ndata: {"id":"018f4e2a-7c1b-7d3e-9a55-333333333333"}\n\n';

const listSlotsRoute = ruledRoute("public", "slots.list", {
  method: "get",
  path: "/api/slots",
  request: { query: restListSlotsQuery },
  responses: { 200: listResponse("Slots", restSlot) },
});

const watchSlotsRoute = ruledRoute("public", "slots.watch", {
  method: "get",
  path: "/api/slots/stream",
  parameters: [lastEventIdHeader],
  request: { query: restWatchSlotsQuery },
  "x-exactly-one-of": WATCHED.map(snakeName),
  responses: {
    200: {
      description: "server-sent events: `slots`, then `slot` or `deleted` for each change",
      content: { "text/event-stream": { schema: z.string().meta({ examples: [EVENTS_EXAMPLE] }) } },
    },
  },
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
