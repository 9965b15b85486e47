import {
  doorColumns,
  restAttendance,
  restDoorList,
  restIdParams,
  restListQuery,
  restListScansQuery,
  restMergedScans,
  restMergeScansInput,
  restPresence,
  restScan,
  snakeCase,
  toRestMergedScans,
} from "@holdfast/contract";
import {
  type DoorList,
  exportDoorList,
  listInside,
  listScans,
  mergeScans,
  slotAttendance,
} from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import type { Context, TypedResponse } from "hono";
import { type Env, respond, streamResponse } from "../http/index.ts";
import { csvLine, doorCsv } from "./csv.ts";
import { respondTagged, taggedRead } from "./entity-tags.ts";
import {
  createRestApp,
  FILE_HEADERS,
  jsonBody,
  jsonResponse,
  listResponse,
  respondPage,
} from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

const PATH = "/api/admin/slots/{id}";

/** /api/admin/slots/{id}/…: who is at a slot, and what its door needs without a network. */
export function doorRoutes() {
  const app = createRestApp();
  app.openapi(attendanceRoute, async (c) => {
    const attendance = snakeCase(await slotAttendance(c.get("deps"), c.req.valid("param")));
    const { as_of: _ofTheAnswer, ...asRead } = attendance;
    return respondTagged(c, attendance, 200, {}, asRead);
  });
  app.openapi(insideRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return respondPage(c, () => listInside(c.get("deps"), input), snakeCase);
  });
  app.openapi(doorListRoute, async (c) => {
    const list = await exportDoorList(c.get("deps"), c.req.valid("param"));
    const response = await respondFile(c, doorJson(list), "application/json", "door-list.json");
    return response as Response & TypedResponse<z.output<typeof restDoorList>, 200, "json">;
  });
  app.openapi(doorFileRoute, async (c) => {
    const { pages } = await exportDoorList(c.get("deps"), c.req.valid("param"));
    return respondFile(c, doorCsv(pages), "text/csv; charset=utf-8; header=present", "door-list.csv");
  });
  app.openapi(mergeScansRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("json") };
    return respond(c, toRestMergedScans(await mergeScans(c.get("deps"), input)), 200);
  });
  app.openapi(listScansRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return respondPage(c, () => listScans(c.get("deps"), input), snakeCase);
  });
  return app;
}

/** The list as one JSON document, a piece of text per page. */
async function* doorJson({ slot, asOf, pages }: DoorList): AsyncGenerator<string, void, void> {
  const { startsAt, endsAt, resourceName, capacity } = slot;
  const head = { slotId: slot.id, resourceName, startsAt, endsAt, capacity, asOf };
  let begin = `${JSON.stringify(snakeCase(head)).slice(0, -1)},"bookings":[`;
  for await (const entries of pages) {
    yield begin + entries.map((entry) => JSON.stringify(snakeCase(entry))).join(",");
    begin = ","; // a page after the first is never empty
  }
  yield "]}";
}

function respondFile(
  c: Context<Env>,
  pieces: AsyncGenerator<string, void, void>,
  type: string,
  name: string,
): Promise<Response> {
  const { log } = c.get("deps");
  const requestId = c.get("requestId");
  const logEnd = (isComplete: boolean, err?: unknown) => {
    if (err) log.error({ requestId, err }, "an export of a door list failed");
    else log.info({ requestId, isComplete }, "door list exported");
  };
  return streamResponse(c, pieces, logEnd, {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${name}"`,
  });
}

const attendanceRoute = ruledRoute("desk", "slots.attendance", {
  method: "get",
  path: `${PATH}/attendance`,
  request: { params: restIdParams },
  responses: taggedRead("The numbers", restAttendance),
});

const insideRoute = ruledRoute("desk", "slots.inside", {
  method: "get",
  path: `${PATH}/inside`,
  request: { params: restIdParams, query: restListQuery },
  responses: { 200: listResponse("Who is inside", restPresence) },
});

const doorListRoute = ruledRoute("desk", "slots.doorList", {
  method: "get",
  path: `${PATH}/door-list`,
  request: { params: restIdParams },
  responses: { 200: { ...jsonResponse("The list", restDoorList), headers: FILE_HEADERS } },
});

const doorFileRoute = ruledRoute("desk", "slots.doorFile", {
  method: "get",
  path: `${PATH}/door-list.csv`,
  request: { params: restIdParams },
  responses: {
    200: {
      description: "a CSV file with a line per booking",
      content: {
        "text/csv": {
          schema: z.string().meta({ examples: [csvLine(doorColumns.map(({ name }) => name))] }),
        },
      },
    },
  },
});

const mergeScansRoute = ruledRoute("desk", "slots.mergeScans", {
  method: "post",
  path: `${PATH}/scans`,
  request: { params: restIdParams, ...jsonBody(restMergeScansInput) },
  responses: { 200: jsonResponse("What became of the scans", restMergedScans) },
});

const listScansRoute = ruledRoute("desk", "slots.scans", {
  method: "get",
  path: `${PATH}/scans`,
  request: { params: restIdParams, query: restListScansQuery },
  responses: { 200: listResponse("Scans", restScan) },
});
