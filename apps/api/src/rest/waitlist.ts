import {
  restIdParams,
  restJoinedWaitlistEntry,
  restJoinWaitlistInput,
  restListSlotWaitlistQuery,
  restListWaitlistQuery,
  restWaitlistEntry,
  snakeCase,
} from "@holdfast/contract";
import { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist } from "@holdfast/core";
import { holdsCountedUnder, respond } from "../http/index.ts";
import { ifNoneMatchHeader, respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
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
import { ruledRoute } from "./ruled-route.ts";

/** /api/slots/{id}/waitlist and /api/waitlist: the entries of full slots. /api/admin/waitlist: those of a contact. */
export function waitlistRoutes() {
  const app = createRestApp();
  app.openapi(joinWaitlistRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { slotId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
    const deps = c.get("deps");
    const from = holdsCountedUnder(c);
    const body = snakeCase(await joinWaitlist(deps, input, { onReplay, from }));
    const { token: _token, ...asRead } = body;
    return respondTagged(c, body, 201, { ...headers, ...locationOf("/api/waitlist", body) }, asRead);
  });
  app.openapi(getWaitlistEntryRoute, async (c) =>
    respondTagged(c, snakeCase(await getWaitlistEntry(c.get("deps"), c.req.valid("param"))), 200),
  );
  app.openapi(leaveWaitlistRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, snakeCase(await leaveWaitlist(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(listWaitlistRoute, async (c) => {
    const input = { slotId: c.req.valid("param").id, ...c.req.valid("query") };
    return respondPage(c, () => listWaitlist(c.get("deps"), input), snakeCase);
  });
  app.openapi(findWaitlistEntriesRoute, async (c) => {
    return respondPage(c, () => listWaitlist(c.get("deps"), c.req.valid("query")), snakeCase);
  });
  return app;
}

const joinWaitlistRoute = ruledRoute("public", "waitlist.join", {
  method: "post",
  path: "/api/slots/{id}/waitlist",
  request: { params: restIdParams, ...jsonBody(restJoinWaitlistInput) },
  responses: {
    201: createdResponse(taggedResponse("The entry", restJoinedWaitlistEntry)),
  },
});

const getWaitlistEntryRoute = ruledRoute("waiting", "waitlist.get", {
  method: "get",
  path: "/api/waitlist/{id}",
  parameters: [ifNoneMatchHeader],
  request: { params: restIdParams },
  responses: { ...taggedRead("The entry", restWaitlistEntry) },
});

const leaveWaitlistRoute = ruledRoute("waiting", "waitlist.leave", {
  method: "post",
  path: "/api/waitlist/{id}/leave",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The entry", restWaitlistEntry) },
});

const listWaitlistRoute = ruledRoute("desk", "waitlist.listOfSlot", {
  method: "get",
  path: "/api/admin/slots/{id}/waitlist",
  request: { params: restIdParams, query: restListSlotWaitlistQuery },
  responses: { 200: listResponse("Entries", restWaitlistEntry) },
});

const findWaitlistEntriesRoute = ruledRoute("desk", "waitlist.list", {
  method: "get",
  path: "/api/admin/waitlist",
  request: { query: restListWaitlistQuery },
  "x-at-least-one-of": ["slot_id", "contact"],
  responses: { 200: listResponse("Entries", restWaitlistEntry) },
});
