import {
  type ErrorCode,
  inOrderOfErrors,
  OPERATIONS,
  type OperationName,
  ownErrors,
} from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationsOf } from "../src/rest/document/types.ts";
import { describedApi } from "./conformance.ts";
import { type ExampleRequest, exampleRequests } from "./example-requests.ts";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { type HeldIds, holdEverything, withIds } from "./held-ids.ts";
import { calledBy, codesThrownBy } from "./verb-errors.ts";

/* The codes that an operation declares are those that it can give. That it declares all that it gives, the
   harness sees at every answer of every test. */

/** The verbs of operations that REST alone has. */
const REST_VERBS: Record<string, string[]> = {
  "bookings.calendar": ["bookingCalendar"],
  "bookings.export": ["exportBookings"],
  "slots.doorFile": ["exportDoorList"],
  "calendars.subscribe": ["readCalendar"],
  "waitlist.listOfSlot": ["listWaitlist"],
  health: [],
  ready: [],
};
/** What every operation that is asked for credentials may give: OPERATIONS leaves it out. */
const COMMON: readonly ErrorCode[] = ["INVALID_INPUT", "UNAUTHORIZED", "RATE_LIMITED", "INTERNAL", "BUSY"];
const OF_A_KIND: readonly ErrorCode[] = ["DOCTOR_NOT_FOUND", "SHOW_NOT_FOUND"];

const names = Object.keys(OPERATIONS) as OperationName[];

test("an operation declares just what its verb says that it throws", () => {
  const told = names.map((name) => {
    const verbs = calledBy(name) ?? REST_VERBS[name];
    if (!verbs) throw new Error(`${name}: no procedure, and no verb of REST's`);
    const codes = verbs
      .flatMap(codesThrownBy)
      .filter((code) => !COMMON.includes(code))
      .map((code) => (OF_A_KIND.includes(code) ? "RESOURCE_NOT_FOUND" : code));
    return [name, inOrderOfErrors(codes)];
  });
  // The adapters refuse a key that an operation does not take.
  const ofVerb = (name: OperationName) =>
    ownErrors(name).filter((code) => code !== "IDEMPOTENCY_KEY_NOT_ALLOWED");
  const declared = names.map((name) => [name, inOrderOfErrors(ofVerb(name))]);
  expect(declared).toEqual(told);
});

/** A change of a request that the document shows, which makes it one that is refused. */
type Spoil = (request: ExampleRequest) => Partial<ExampleRequest>;

/** The request for something that is not there. */
const ofUnknown =
  (noun: string): Spoil =>
  ({ path, body }) => ({
    path: path.replaceAll(`#${noun}0#`, UNKNOWN_ID),
    body: body?.replaceAll(`#${noun}0#`, UNKNOWN_ID),
  });
const BODY_TOO_LARGE_BYTES = 300_000;

describe("every operation that declares it gives", () => {
  let api: TestApp;
  let ids: HeldIds;
  let deskKey: string;

  beforeAll(async () => {
    api = await createTestApp();
    ids = await holdEverything(api.call, [2]);
    deskKey = (await api.call("POST", "/api/admin/keys", { name: "k", role: "desk" })).body.key;
  });

  afterAll(() => api.close());

  test.each<[ErrorCode, Spoil]>([
    ["INVALID_INPUT", ({ path }) => ({ path: `${path}${path.includes("?") ? "&" : "?"}a=%FF` })],
    ["UNAUTHORIZED", () => ({ headers: { Authorization: "Bearer hf_live_unknown" } })],
    ["FORBIDDEN", () => ({ headers: { Authorization: `Bearer ${deskKey}` } })],
    ["PAYLOAD_TOO_LARGE", () => ({ body: JSON.stringify("x".repeat(BODY_TOO_LARGE_BYTES)) })],
    ["UNSUPPORTED_MEDIA_TYPE", () => ({ headers: { "Content-Type": "text/plain" }, body: "text" })],
    ["PRECONDITION_FAILED", () => ({ headers: { "If-Match": '"0-0"' } })],
    ["DOCTOR_NOT_FOUND", ofUnknown("doctor")],
    ["SHOW_NOT_FOUND", ofUnknown("show")],
    ["SLOT_NOT_FOUND", ofUnknown("slot")],
    ["SCHEDULE_NOT_FOUND", ofUnknown("schedule")],
    ["BOOKING_NOT_FOUND", ofUnknown("booking")],
    ["WAITLIST_ENTRY_NOT_FOUND", ofUnknown("waitlist")],
    ["KEY_NOT_FOUND", ofUnknown("key")],
  ])("%s", async (code, spoil) => {
    const described = describedApi(api.app);
    const requests = exampleRequests(described);
    const declaring = operationsOf(described.document).filter(({ operation }) =>
      described.codesOf(operation).includes(code),
    );
    expect(declaring.length).toBeGreaterThan(0);
    for (const { path, method, operation } of declaring) {
      const { operationId } = operation;
      const ofProbe = { operationId, name: "", method, path, headers: {}, body: undefined, isValid: true };
      const own = requests.filter((request) => request.operationId === operationId);
      const given: unknown[] = [];
      for (const request of own.length > 0 ? own : [ofProbe]) {
        const spoiled = { ...request, ...spoil(request) };
        const body = spoiled.body && withIds(spoiled.body, ids);
        const answer = await api.call(spoiled.method, withIds(spoiled.path, ids), body, spoiled.headers);
        given.push(answer.body.code);
        if (answer.body.code === code) break;
      }
      expect({ operationId, given }).toEqual({ operationId, given: expect.arrayContaining([code]) });
    }
  });
});
