import {
  AUDIT_SUBJECTS,
  restAuditEntry,
  restListAuditQuery,
  snakeName,
  toRestAuditEntry,
} from "@holdfast/contract";
import { listAudit } from "@holdfast/core";
import { requireAdminFor } from "../auth/index.ts";
import { createRestApp, listResponse, respondPage } from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/admin/audit: the history of changes. */
export function auditRoutes() {
  const app = createRestApp();
  app.openapi(listAuditRoute, async (c) => {
    const query = c.req.valid("query");
    requireAdminFor(c.get("deps"), (query.webhookId ?? query.keyId) !== undefined);
    return respondPage(c, () => listAudit(c.get("deps"), query), toRestAuditEntry);
  });
  return app;
}

const listAuditRoute = ruledRoute("desk", "audit.list", {
  method: "get",
  path: "/api/admin/audit",
  request: { query: restListAuditQuery },
  "x-exactly-one-of": AUDIT_SUBJECTS.map(snakeName),
  responses: { 200: listResponse("Changes", restAuditEntry) },
});
