import {
  restDeletedSlot,
  restIdParams,
  restSlot,
  restSlotName,
  restUpdateSlotInput,
} from "@holdfast/contract";
import { deleteSlot, updateSlot } from "@holdfast/core";
import { ruledRoute } from "../auth/guard.ts";
import { problems, throwRenamed } from "../http/problem.ts";
import { answer, createRestApp, jsonAnswer, jsonBody } from "./rest-app.ts";
import { toRestSlot } from "./slots.ts";

/** /api/admin/slots: what staff change on a slot that is there. */
export function adminSlotRoutes() {
  const app = createRestApp();
  app.openapi(updateSlotRoute, async (c) => {
    const input = { id: c.req.valid("param").id, ...c.req.valid("json") };
    return answer(c, toRestSlot(await updateSlot(c.get("deps"), input).catch(throwInRestNames)), 200);
  });
  app.openapi(deleteSlotRoute, async (c) =>
    answer(c, await deleteSlot(c.get("deps"), c.req.valid("param")), 200),
  );
  return app;
}

const throwInRestNames = throwRenamed(restSlotName);

const updateSlotRoute = ruledRoute("admin", {
  method: "patch",
  path: "/api/admin/slots/{id}",
  tags: ["admin"],
  summary: "Change a slot's times, capacity or booking window; close it for booking, or open it again",
  request: { params: restIdParams, ...jsonBody(restUpdateSlotInput) },
  responses: { 200: jsonAnswer("The slot", restSlot), ...problems(400, 404, 409) },
});

const deleteSlotRoute = ruledRoute("admin", {
  method: "delete",
  path: "/api/admin/slots/{id}",
  tags: ["admin"],
  summary: "Delete a slot that has no live holds and no confirmed bookings",
  request: { params: restIdParams },
  responses: { 200: jsonAnswer("The deleted slot's id", restDeletedSlot), ...problems(400, 404, 409) },
});
