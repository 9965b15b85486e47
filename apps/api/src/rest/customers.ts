import { restEraseCustomerInput, restErasure } from "@holdfast/contract";
import { eraseCustomer } from "@holdfast/core";
import { respond } from "../http/index.ts";
import { createRestApp, jsonBody, jsonResponse } from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/admin/customers: the erasure of a customer's data. */
export function customerRoutes() {
  const app = createRestApp();
  app.openapi(eraseCustomerRoute, async (c) =>
    respond(c, await eraseCustomer(c.get("deps"), c.req.valid("json")), 200),
  );
  return app;
}

const eraseCustomerRoute = ruledRoute("admin", "customers.erase", {
  method: "post",
  path: "/api/admin/customers/erase",
  request: jsonBody(restEraseCustomerInput),
  responses: {
    200: jsonResponse("What was erased, what is kept, and why, in each store", restErasure),
  },
});
