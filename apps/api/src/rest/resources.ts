import {
  type Resource,
  type ResourceKind,
  restDoctorInput,
  restIdParams,
  restListResourcesQuery,
  restResource,
  restShowInput,
  restSlot,
  restSlotInput,
  restSlots,
  restSlotsInput,
  restUpdateDoctorInput,
  restUpdateShowInput,
  snakeCase,
  snakeName,
  toRestSlot,
} from "@holdfast/contract";
import {
  createResource,
  createSlot,
  createSlots,
  getResource,
  listResources,
  updateResource,
} from "@holdfast/core";
import { PRIVATE_READ, PUBLIC_READ, respond, respondRead, throwRenamed } from "../http/index.ts";
import { chargeRows } from "../limits/index.ts";
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
  createdResponse,
  createRestApp,
  jsonBody,
  jsonResponse,
  listResponse,
  locationOf,
  readIdempotencyKey,
  respondPageOf,
} from "./rest-app.ts";
import { ofKind, ruledRoute } from "./ruled-route.ts";

/** The two kinds of resource, each with its name in paths. */
const KINDS = [
  { kind: "doctor", plural: "doctors", input: restDoctorInput, changes: restUpdateDoctorInput },
  { kind: "show", plural: "shows", input: restShowInput, changes: restUpdateShowInput },
] as const;

/** /api/doctors and /api/shows, for everybody; /api/admin/doctors and /api/admin/shows, for staff, with their slots. */
export function resourceRoutes() {
  const app = createRestApp();
  for (const { kind, plural, input, changes } of KINDS) {
    const path = `/api/admin/${plural}`;
    app.openapi(createResourceRoute(kind, path, input), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, ...c.req.valid("json"), idempotencyKey };
      const resource = snakeCase(await createResource(c.get("deps"), input, { onReplay }));
      return respondTagged(c, resource, 201, { ...headers, ...locationOf(path, resource) });
    });
    for (const readers of READERS) {
      app.openapi(getResourceRoute(kind, readers.path + plural, readers), async (c) => {
        const resource = await getResource(c.get("deps"), { kind, ...c.req.valid("param") });
        return respondRead(c, renderResource(resource), { "Cache-Control": readers.kept });
      });
      app.openapi(listResourcesRoute(kind, readers.path + plural, readers), async (c) => {
        const input = { kind, ...c.req.valid("query") };
        const page = await listResources(c.get("deps"), input);
        return respondPageOf(c, page, renderResources(page), readers.kept);
      });
    }
    app.openapi(updateResourceRoute(kind, path, changes), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const changes = { ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
      const input = { kind, ...c.req.valid("param"), ...changes };
      const resource = await updateResource(c.get("deps"), input, { onReplay });
      return respondTagged(c, snakeCase(resource), 200, headers);
    });
    app.openapi(createSlotRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
      const slot = toRestSlot(await createSlot(c.get("deps"), input, { onReplay }));
      return respondTagged(c, slot, 201, { ...headers, ...locationOf("/api/slots", slot) });
    });
    app.openapi(createSlotsRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, resourceId: c.req.valid("param").id, ...c.req.valid("json"), idempotencyKey };
      const { items } = await createSlots(c.get("deps"), input, { onReplay }).catch(throwInRestNames);
      const usage = c.get("usage");
      if (usage) chargeRows(usage, items.length);
      return respond(c, { slots: items.map(toRestSlot) }, 201, headers);
    });
  }
  return app;
}

const renderResource = renderShared((resource: Resource) => snakeCase(resource));
const renderResources = renderSharedPage((resource: Resource) => snakeCase(resource));

const throwInRestNames = throwRenamed(snakeName);

/** Who reads them where: what the answers have depends on the caller alone. */
const READERS = [
  { rule: "public", path: "/api/", before: "Public", kept: PUBLIC_READ },
  { rule: "desk", path: "/api/admin/", before: "", kept: PRIVATE_READ },
] as const;

type Readers = (typeof READERS)[number];

const createResourceRoute = (
  kind: ResourceKind,
  path: string,
  input: typeof restDoctorInput | typeof restShowInput,
) =>
  ruledRoute("admin", ofKind("resources.create", kind), {
    method: "post",
    path,
    request: jsonBody(input),
    responses: { 201: createdResponse(taggedResponse(`The ${kind}`, restResource)) },
  });

const getResourceRoute = (kind: ResourceKind, path: string, { rule, before }: Readers) =>
  ruledRoute(rule, ofKind("resources.get", kind, before), {
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

const listResourcesRoute = (kind: ResourceKind, path: string, { rule, before }: Readers) =>
  ruledRoute(rule, ofKind("resources.list", kind, before, "s"), {
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
    responses: { 201: createdResponse(taggedResponse("The slot", restSlot)) },
  });

const createSlotsRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", ofKind("slots.createMany", kind, "For"), {
    method: "post",
    path: `${path}/{id}/slots/bulk`,
    request: { params: restIdParams, ...jsonBody(restSlotsInput) },
    responses: { 201: jsonResponse("The slots", restSlots) },
  });
