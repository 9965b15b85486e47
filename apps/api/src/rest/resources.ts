import {
  type ResourceKind,
  restDoctorInput,
  restIdParams,
  restListResourcesQuery,
  restResource,
  restShowInput,
  restSlot,
  restSlotInput,
  restUpdateDoctorInput,
  restUpdateShowInput,
  snakeCase,
  toRestSlot,
} from "@holdfast/contract";
import { createResource, createSlot, getResource, listResources, updateResource } from "@holdfast/core";
import { ifNoneMatchHeader, readIfMatch, respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
import { createRestApp, jsonBody, listResponse, readIdempotencyKey, respondPage } from "./rest-app.ts";
import { ofKind, ruledRoute } from "./ruled-route.ts";

/** /api/admin/doctors and /api/admin/shows: the two kinds of resource, and their slots. */
export function resourceRoutes() {
  const app = createRestApp();
  for (const { kind, path, input, changes } of [
    { kind: "doctor", path: "/api/admin/doctors", input: restDoctorInput, changes: restUpdateDoctorInput },
    { kind: "show", path: "/api/admin/shows", input: restShowInput, changes: restUpdateShowInput },
  ] as const) {
    app.openapi(createResourceRoute(kind, path, input), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, ...c.req.valid("json"), idempotencyKey };
      return respondTagged(
        c,
        snakeCase(await createResource(c.get("deps"), input, { onReplay })),
        201,
        headers,
      );
    });
    app.openapi(getResourceRoute(kind, path), async (c) => {
      const resource = await getResource(c.get("deps"), { kind, ...c.req.valid("param") });
      return respondTagged(c, snakeCase(resource), 200);
    });
    app.openapi(updateResourceRoute(kind, path, changes), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const changes = { ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
      const input = { kind, ...c.req.valid("param"), ...changes };
      const resource = await updateResource(c.get("deps"), input, { onReplay });
      return respondTagged(c, snakeCase(resource), 200, headers);
    });
    app.openapi(listResourcesRoute(kind, path), async (c) => {
      return respondPage(c, () => listResources(c.get("deps"), { kind, ...c.req.valid("query") }), snakeCase);
    });
    app.openapi(createSlotRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
      return respondTagged(c, toRestSlot(await createSlot(c.get("deps"), input, { onReplay })), 201, headers);
    });
  }
  return app;
}

const createResourceRoute = (
  kind: ResourceKind,
  path: string,
  input: typeof restDoctorInput | typeof restShowInput,
) =>
  ruledRoute("admin", ofKind("resources.create", kind), {
    method: "post",
    path,
    request: jsonBody(input),
    responses: { 201: taggedResponse(`The ${kind}`, restResource) },
  });

const getResourceRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("resources.get", kind), {
    method: "get",
    path: `${path}/{id}`,
    parameters: [ifNoneMatchHeader],
    request: { params: restIdParams },
    responses: { ...taggedRead(`The ${kind}`, restResource) },
  });

const updateResourceRoute = (
  kind: ResourceKind,
  path: string,
  changes: typeof restUpdateDoctorInput | typeof restUpdateShowInput,
) =>
  ruledRoute("admin", ofKind("resources.update", kind), {
    method: "patch",
    path: `${path}/{id}`,
    request: { params: restIdParams, ...jsonBody(changes) },
    responses: { 200: taggedResponse(`The ${kind}`, restResource) },
  });

const listResourcesRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("desk", ofKind("resources.list", kind, "", "s"), {
    method: "get",
    path,
    request: { query: restListResourcesQuery },
    responses: { 200: listResponse(`${kind}s`, restResource) },
  });

const createSlotRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", ofKind("slots.create", kind, "For"), {
    method: "post",
    path: `${path}/{id}/slots`,
    request: { params: restIdParams, ...jsonBody(restSlotInput) },
    responses: { 201: taggedResponse("The slot", restSlot) },
  });
