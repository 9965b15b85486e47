import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../src/app.ts";
import { rulesOfProcedures, rulesOfRoutes } from "../src/auth/rules.ts";
import type { AccessSettings } from "../src/http/env.ts";
import { appRouter } from "../src/trpc/router.ts";
import { ADMIN_API_KEY, CALLERS, createWorld, type Request, readTable, type World } from "./access-matrix.ts";
import { callRest, callTrpc, restRequests, shows, trpcRequests } from "./access-requests.ts";
import { type Call, caller, createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";

/* Who gets which status, with AUTH=required. `holder` shows the token of the booking in question, `other` that of
   another one. */

//                                          nobody   holder   other    desk     admin    revoked  expired
const REST = readTable(`
  GET /health                               200      200      200      200      200      200      200
  GET /ready                                200      200      200      200      200      200      200
  GET /openapi.json                         200      200      200      200      200      401      401
  GET /docs                                 200      200      200      200      200      401      401
  GET /postman_collection.json              200      200      200      200      200      401      401
  GET /docs/errors                          200      200      200      200      200      401      401
  GET /docs/reference.js                    200      200      200      200      200      401      401
  POST /admin/session                       200      200      200      200      200      401      401
  GET /admin/session                        401      401      401      200      200      401      401
  DELETE /admin/session                     204      204      204      204      204      401      401
  GET /api/doctors                          200      200      200      200      200      401      401
  GET /api/shows                            200      200      200      200      200      401      401
  GET /api/doctors/:id                      200      200      200      200      200      401      401
  GET /api/shows/:id                        200      200      200      200      200      401      401
  GET /api/slots                            200      200      200      200      200      401      401
  GET /api/slots/stream                     200      200      200      200      200      401      401
  GET /api/slots/:id                        200      200      200      200      200      401      401
  POST /api/slots/:id/book                  201      201      201      201      201      401      401
  POST /api/bookings                        201      201      201      201      201      401      401
  GET /api/bookings/:id                     404      200      404      200      200      401      401
  PATCH /api/bookings/:id                   404      200      404      200      200      401      401
  POST /api/bookings/:id/extend             404      200      404      200      200      401      401
  POST /api/bookings/:id/confirm            404      200      404      200      200      401      401
  POST /api/bookings/:id/reschedule         404      200      404      200      200      401      401
  POST /api/bookings/:id/hand-over          404      200      404      200      200      401      401
  POST /api/bookings/:id/quantity           404      200      404      200      200      401      401
  POST /api/bookings/:id/cancel             404      200      404      200      200      401      401
  GET /api/orders/:id                       404      200      404      200      200      401      401
  POST /api/orders/:id/confirm              404      200      404      200      200      401      401
  POST /api/orders/:id/extend               404      200      404      200      200      401      401
  POST /api/orders/:id/cancel               404      200      404      200      200      401      401
  POST /api/slots/:id/waitlist              201      201      201      201      201      401      401
  GET /api/waitlist/:id                     404      200      404      200      200      401      401
  POST /api/waitlist/:id/leave              404      200      404      200      200      401      401
  POST /api/bookings/:id/check-in           401      401      401      200      200      401      401
  POST /api/bookings/:id/check-out          401      401      401      200      200      401      401
  POST /api/bookings/:id/no-show            401      401      401      200      200      401      401
  GET /api/admin/slots/:id/attendance       401      401      401      200      200      401      401
  GET /api/admin/slots/:id/inside           401      401      401      200      200      401      401
  GET /api/admin/slots/:id/door-list        401      401      401      200      200      401      401
  GET /api/admin/slots/:id/door-list.csv    401      401      401      200      200      401      401
  POST /api/admin/slots/:id/scans           401      401      401      200      200      401      401
  GET /api/admin/slots/:id/scans            401      401      401      200      200      401      401
  GET /api/admin/slots/:id/waitlist         401      401      401      200      200      401      401
  GET /api/admin/waitlist                   401      401      401      200      200      401      401
  GET /api/admin/bookings                   401      401      401      200      200      401      401
  GET /api/admin/bookings.csv               401      401      401      200      200      401      401
  GET /api/admin/audit                      401      401      401      200      200      401      401
  GET /api/admin/overview                   401      401      401      200      200      401      401
  GET /api/admin/doctors                    401      401      401      200      200      401      401
  GET /api/admin/shows                      401      401      401      200      200      401      401
  GET /api/admin/doctors/:id                401      401      401      200      200      401      401
  GET /api/admin/shows/:id                  401      401      401      200      200      401      401
  POST /api/admin/doctors/:id/absences      401      401      401      201      201      401      401
  POST /api/admin/shows/:id/absences        401      401      401      201      201      401      401
  GET /api/admin/doctors/:id/absences       401      401      401      200      200      401      401
  GET /api/admin/shows/:id/absences         401      401      401      200      200      401      401
  GET /api/admin/absences/:id               401      401      401      200      200      401      401
  GET /api/admin/absences/:id/bookings      401      401      401      200      200      401      401
  GET /api/admin/absences/:id/entries       401      401      401      200      200      401      401
  POST /api/admin/absences/:id/end          401      401      401      200      200      401      401
  POST /api/admin/doctors/:id/move-bookings  401      401      401      200      200      401      401
  POST /api/admin/shows/:id/move-bookings   401      401      401      200      200      401      401
  POST /api/admin/doctors/:id/move-bookings/preview  401  401  401  200  200  401  401
  POST /api/admin/shows/:id/move-bookings/preview  401  401  401  200  200  401  401
  GET /api/admin/doctors/:id/schedules      401      401      401      200      200      401      401
  GET /api/admin/shows/:id/schedules        401      401      401      200      200      401      401
  GET /api/admin/schedules/:id              401      401      401      200      200      401      401
  POST /api/admin/doctors                   401      401      401      403      201      401      401
  PATCH /api/admin/doctors/:id              401      401      401      403      200      401      401
  POST /api/admin/shows                     401      401      401      403      201      401      401
  PATCH /api/admin/shows/:id                401      401      401      403      200      401      401
  POST /api/admin/doctors/:id/slots         401      401      401      403      201      401      401
  POST /api/admin/shows/:id/slots           401      401      401      403      201      401      401
  POST /api/admin/doctors/:id/slots/bulk    401      401      401      403      201      401      401
  POST /api/admin/shows/:id/slots/bulk      401      401      401      403      201      401      401
  PATCH /api/admin/slots/:id                401      401      401      403      200      401      401
  DELETE /api/admin/slots/:id               401      401      401      403      200      401      401
  POST /api/admin/doctors/:id/schedules     401      401      401      403      201      401      401
  POST /api/admin/shows/:id/schedules       401      401      401      403      201      401      401
  PATCH /api/admin/schedules/:id            401      401      401      403      200      401      401
  DELETE /api/admin/schedules/:id           401      401      401      403      200      401      401
  POST /api/admin/schedules/preview         401      401      401      403      200      401      401
  POST /api/admin/schedules/:id/generate    401      401      401      403      200      401      401
  PUT /api/admin/schedules/:id/exceptions/:day     401      401      401      403      200      401      401
  DELETE /api/admin/schedules/:id/exceptions/:day  401      401      401      403      200      401      401
  PUT /api/admin/schedules/:id/holidays/:file      401      401      401      403      200      401      401
  DELETE /api/admin/schedules/:id/holidays/:file   401      401      401      403      200      401      401
  GET /api/bookings/:id.ics                 404      200      404      200      200      401      401
  GET /calendars/:secret.ics                200      200      200      200      200      401      401
  GET /api/admin/doctors/:id/calendar       401      401      401      403      200      401      401
  POST /api/admin/doctors/:id/calendar      401      401      401      403      201      401      401
  POST /api/admin/doctors/:id/calendar/revoke  401      401      401      403      200      401      401
  GET /api/admin/shows/:id/calendar         401      401      401      403      200      401      401
  POST /api/admin/shows/:id/calendar        401      401      401      403      201      401      401
  POST /api/admin/shows/:id/calendar/revoke  401      401      401      403      200      401      401
  POST /api/admin/customers/erase           401      401      401      403      200      401      401
  GET /api/admin/events                     401      401      401      403      200      401      401
  POST /api/admin/webhooks                  401      401      401      403      201      401      401
  GET /api/admin/webhooks                   401      401      401      403      200      401      401
  GET /api/admin/webhooks/:id               401      401      401      403      200      401      401
  PATCH /api/admin/webhooks/:id             401      401      401      403      200      401      401
  DELETE /api/admin/webhooks/:id            401      401      401      403      200      401      401
  POST /api/admin/webhooks/:id/ping         401      401      401      403      200      401      401
  POST /api/admin/webhooks/:id/rotate       401      401      401      403      200      401      401
  GET /api/admin/webhooks/:id/deliveries    401      401      401      403      200      401      401
  POST /api/admin/webhooks/:id/replay       401      401      401      403      200      401      401
  POST /api/admin/deliveries/:id/replay     401      401      401      403      200      401      401
  POST /api/admin/keys                      401      401      401      403      201      401      401
  GET /api/admin/keys                       401      401      401      403      200      401      401
  POST /api/admin/keys/:id/revoke           401      401      401      403      200      401      401
`);

//                                          nobody   holder   other    desk     admin    revoked  expired
const TRPC = readTable(`
  resources.get                             200      200      200      200      200      401      401
  resources.list                            200      200      200      200      200      401      401
  slots.list                                200      200      200      200      200      401      401
  slots.watch                               200      200      200      200      200      401      401
  slots.get                                 200      200      200      200      200      401      401
  bookings.create                           200      200      200      200      200      401      401
  bookings.createMany                       200      200      200      200      200      401      401
  bookings.get                              404      200      404      200      200      401      401
  bookings.update                           404      200      404      200      200      401      401
  bookings.extend                           404      200      404      200      200      401      401
  bookings.confirm                          404      200      404      200      200      401      401
  bookings.reschedule                       404      200      404      200      200      401      401
  bookings.previewMoves                     401      401      401      200      200      401      401
  bookings.moveMany                         401      401      401      200      200      401      401
  bookings.handOver                         404      200      404      200      200      401      401
  bookings.changeQuantity                   404      200      404      200      200      401      401
  bookings.cancel                           404      200      404      200      200      401      401
  orders.get                                404      200      404      200      200      401      401
  orders.confirm                            404      200      404      200      200      401      401
  orders.extend                             404      200      404      200      200      401      401
  orders.cancel                             404      200      404      200      200      401      401
  waitlist.join                             200      200      200      200      200      401      401
  waitlist.get                              404      200      404      200      200      401      401
  waitlist.leave                            404      200      404      200      200      401      401
  waitlist.list                             401      401      401      200      200      401      401
  bookings.checkIn                          401      401      401      200      200      401      401
  bookings.checkOut                         401      401      401      200      200      401      401
  bookings.markNoShow                       401      401      401      200      200      401      401
  slots.attendance                          401      401      401      200      200      401      401
  slots.inside                              401      401      401      200      200      401      401
  slots.doorList                            401      401      401      200      200      401      401
  slots.mergeScans                          401      401      401      200      200      401      401
  slots.scans                               401      401      401      200      200      401      401
  bookings.list                             401      401      401      200      200      401      401
  audit.list                                401      401      401      200      200      401      401
  overview.get                              401      401      401      200      200      401      401
  absences.create                           401      401      401      200      200      401      401
  absences.list                             401      401      401      200      200      401      401
  absences.get                              401      401      401      200      200      401      401
  absences.bookings                         401      401      401      200      200      401      401
  absences.entries                          401      401      401      200      200      401      401
  absences.end                              401      401      401      200      200      401      401
  schedules.get                             401      401      401      200      200      401      401
  schedules.list                            401      401      401      200      200      401      401
  resources.create                          401      401      401      403      200      401      401
  resources.update                          401      401      401      403      200      401      401
  slots.create                              401      401      401      403      200      401      401
  slots.createMany                          401      401      401      403      200      401      401
  slots.update                              401      401      401      403      200      401      401
  slots.delete                              401      401      401      403      200      401      401
  schedules.create                          401      401      401      403      200      401      401
  schedules.update                          401      401      401      403      200      401      401
  schedules.addException                    401      401      401      403      200      401      401
  schedules.removeException                 401      401      401      403      200      401      401
  schedules.importHolidays                  401      401      401      403      200      401      401
  schedules.removeHolidays                  401      401      401      403      200      401      401
  schedules.delete                          401      401      401      403      200      401      401
  schedules.preview                         401      401      401      403      200      401      401
  schedules.generate                        401      401      401      403      200      401      401
  calendars.get                             401      401      401      403      200      401      401
  calendars.create                          401      401      401      403      200      401      401
  calendars.revoke                          401      401      401      403      200      401      401
  customers.erase                           401      401      401      403      200      401      401
  events.list                               401      401      401      403      200      401      401
  webhooks.create                           401      401      401      403      200      401      401
  webhooks.list                             401      401      401      403      200      401      401
  webhooks.get                              401      401      401      403      200      401      401
  webhooks.update                           401      401      401      403      200      401      401
  webhooks.delete                           401      401      401      403      200      401      401
  webhooks.ping                             401      401      401      403      200      401      401
  webhooks.rotate                           401      401      401      403      200      401      401
  webhooks.deliveries                       401      401      401      403      200      401      401
  webhooks.replay                           401      401      401      403      200      401      401
  webhooks.replayDelivery                   401      401      401      403      200      401      401
  keys.create                               401      401      401      403      200      401      401
  keys.list                                 401      401      401      403      200      401      401
  keys.revoke                               401      401      401      403      200      401      401
`);

let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  world = await createWorld(api);
});

afterAll(() => api.close());

/** One of the two ways in. */
interface Way {
  table: ReturnType<typeof readTable>;
  requests: typeof restRequests;
  call: typeof callRest;
  /** The same of a booking that is not there. */
  toMissing: (request: Request) => Request;
}

const WAYS: Record<"REST" | "tRPC", Way> = {
  REST: {
    table: REST,
    requests: restRequests,
    call: callRest,
    toMissing: (request) => ({ ...request, id: UNKNOWN_ID }),
  },
  tRPC: {
    table: TRPC,
    requests: trpcRequests,
    call: callTrpc,
    toMissing: (request) => ({ ...request, input: { ...request.input, id: UNKNOWN_ID } }),
  },
};

/** What every caller gets from a route or a procedure. */
async function statuses(app: { call: Call }, { requests, call }: Way, name: string) {
  const make = requests(world)[name];
  const entries = CALLERS.map(async (caller) => {
    const request = (await make?.()) ?? {};
    const { status } = await call(app, name, request, shows(world, caller, request.token));
    return [caller, status] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe.each(Object.entries(WAYS))("%s", (kind, way) => {
  test("has a row in the table for every entry, and an entry for every row", () => {
    const entries = kind === "REST" ? rulesOfRoutes(api.app) : rulesOfProcedures(appRouter);
    const names = [...entries.keys()].filter((name) => !name.startsWith("ALL "));
    const paths = names.map((name) => name.replace("{.+\\.ics}", ".ics"));
    expect(new Set(way.table.keys())).toEqual(new Set(paths));
  });

  test.each([...way.table])("%s", async (name, expected) => {
    expect(await statuses(api, way, name)).toEqual(expected);
  });

  const ofHolders = [...way.table].filter(([, { other }]) => other === 404).map(([name]) => name);

  test.each(ofHolders)("%s: missing and forbidden look the same", async (name) => {
    const request = (await way.requests(world)[name]?.()) ?? {};
    const missing = way.toMissing(request);
    const refused = [
      [missing, shows(world, "nobody")],
      [missing, shows(world, "other")],
      [missing, shows(world, "desk")],
      [request, shows(world, "nobody")],
      [request, shows(world, "other")],
      [request, { token: "" }],
      [request, { token: "x".repeat(200) }],
    ] as const;
    const answers = await Promise.all(refused.map(([asked, shown]) => way.call(api, name, asked, shown)));
    const looks = answers.map(({ status, headers, body }) => [status, [...headers], JSON.stringify(body)]);
    expect(looks[0]?.[0]).toBe(404);
    for (const look of looks) expect(look).toEqual(looks[0]);
  });
});

test("with AUTH=open a caller without a key may do everything, and a key is checked all the same", async () => {
  const open = withAccess({ isRequired: false, confirmBy: "holder" });
  for (const way of Object.values(WAYS)) {
    for (const [name, expected] of way.table) {
      const { admin: all } = expected;
      expect(await statuses(open, way, name), name).toEqual({
        ...expected,
        nobody: all,
        holder: all,
        other: all,
      });
    }
  }
});

test.each([true, false])(
  "with CONFIRM_BY=staff only a key confirms (AUTH required: %s)",
  async (isRequired) => {
    const app = withAccess({ isRequired, confirmBy: "staff" });
    for (const noun of ["bookings", "orders"]) {
      const route = `POST /api/${noun}/:id/confirm`;
      const expected = { ...REST.get(route), nobody: 401, holder: 401, other: 401 };
      expect(await statuses(app, WAYS.REST, route)).toEqual(expected);
      expect(await statuses(app, WAYS.tRPC, `${noun}.confirm`)).toEqual(expected);
    }
  },
);

/** The same application with another access. */
function withAccess(access: AccessSettings): { call: Call } {
  const app = createApp({ ...api, access, isOpenToAll: !access.isRequired });
  return { call: caller(async (path, init) => app.request(path, init)) };
}
