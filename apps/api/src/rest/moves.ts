import {
  type ResourceKind,
  restIdParams,
  restMoveBookingsInput,
  restMovedBookings,
  restMovePreview,
  restPreviewMovesInput,
  snakeName,
  toRestMovedBookings,
  toRestMovePreview,
} from "@holdfast/contract";
import { moveBookings, previewMoves, withinReads } from "@holdfast/core";
import { respond, throwRenamed } from "../http/index.ts";
import { createRestApp, jsonBody, jsonResponse, readIdempotencyKey } from "./rest-app.ts";
import { ofKind, ruledRoute } from "./ruled-route.ts";

/** /api/admin/{doctors,shows}/{id}/move-bookings: the bookings of a time, to a colleague or to other days. */
export function moveRoutes() {
  const app = createRestApp();
  for (const { kind, path } of [
    { kind: "doctor", path: "/api/admin/doctors/{id}/move-bookings" },
    { kind: "show", path: "/api/admin/shows/{id}/move-bookings" },
  ] as const) {
    app.openapi(previewRoute(kind, `${path}/preview`), async (c) => {
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json") };
      const deps = c.get("deps");
      const preview = await withinReads(deps.db, () => previewMoves(deps, input)).catch(throwInRestNames);
      return respond(c, toRestMovePreview(preview), 200);
    });
    app.openapi(moveRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
      const moved = await moveBookings(c.get("deps"), input, { onReplay }).catch(throwInRestNames);
      return respond(c, toRestMovedBookings(moved), 200, headers);
    });
  }
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

const previewRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("bookings.previewMoves", kind, "Of"), {
    method: "post",
    path,
    request: { params: restIdParams, ...jsonBody(restPreviewMovesInput) },
    responses: { 200: jsonResponse("Where the bookings could go", restMovePreview) },
  });

const moveRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("bookings.moveMany", kind, "Of"), {
    method: "post",
    path,
    request: { params: restIdParams, ...jsonBody(restMoveBookingsInput) },
    responses: { 200: jsonResponse("What was moved", restMovedBookings) },
  });
