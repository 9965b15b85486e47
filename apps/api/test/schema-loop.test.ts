import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describedApi } from "./conformance.ts";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { describedRequests, type LoopRequest } from "./schema-requests.ts";

/* Requests that the OpenAPI document allows, and requests that it does not. What fits is refused only for what no schema can
   say; what does not fit never succeeds; every answer is one that the document declares. LOOP_REQUESTS says how many,
   LOOP_SEED repeats a run. */

const REQUESTS_DEFAULT = 1_500;
const TOGETHER_REQUESTS = 10;
const MILLISECONDS_PER_REQUEST = 100;
const requests = Number(process.env["LOOP_REQUESTS"] ?? REQUESTS_DEFAULT);
const seed = Number(process.env["LOOP_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** What no schema can say: what fields are to each other, to the clock, or to what is stored. */
const UNSAYABLE = [
  /^must be after /, // an end and its begin
  /^must be at most 31 days after the start$/,
  /^must fit between opening and closing$/,
  /^makes more than 20000 slots/,
  /^is not a cursor of this list$/,
  /^must be the IANA name of a time zone/,
  /^must be in the future$/,
  /^the slot has \d+ places$/,
  /^the schedule has \d+ exceptions/,
  /^another slot of the same schedule begins then$/,
  /^the lines for a slot may add up to 100 places$/,
  /^one booking, of all lines for a slot, has one external id/,
  /^must have at most 20 keys, with those that it has$/,
  /^UNTIL must be the last day/, // the 30th of February
];

let api: TestApp;
/** Ids that exist, by the word that paths and fields have for them. */
const ids: Record<string, string[]> = {};

beforeAll(async () => {
  api = await createTestApp();
  for (const capacity of [1, 3, 10]) {
    const { doctorId, slotId } = await makeSlot(api.call, capacity);
    const { body } = await api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" });
    for (const [word, id] of [
      ["doctor", doctorId],
      ["resource", doctorId],
      ["slot", slotId],
      ["booking", body.id],
    ] as const) {
      ids[word] = [...(ids[word] ?? []), id];
    }
  }
  const show = await api.call("POST", "/api/admin/shows", { name: "Hamlet" });
  const key = await api.call("POST", "/api/admin/keys", { name: "k", role: "desk" });
  const full = ids["slot"]?.[0];
  const entry = await api.call("POST", `/api/slots/${full}/waitlist`, { patient_name: "Ann" });
  const schedule = await api.call("POST", `/api/admin/doctors/${ids["doctor"]?.[0]}/schedules`, {
    rrule: "FREQ=DAILY",
    time_zone: "Europe/Berlin",
    starts_on: "2031-01-01",
    opens_at: "09:00",
    closes_at: "10:00",
    slot_minutes: 60,
    capacity: 3,
  });
  Object.assign(ids, {
    show: [show.body.id],
    key: [key.body.id],
    waitlist: [entry.body.id],
    schedule: [schedule.body.id],
  });
});

afterAll(() => api.close());

/** `#slot7#` stands for the id of a slot that exists. */
const withIds = (text: string) =>
  text.replaceAll(/#([a-z]+)(\d+)#/g, (_, word: string, index: string) => {
    const known = ids[word] ?? [];
    return known[Number(index) % known.length] ?? UNKNOWN_ID;
  });

/** Sends a request; what is wrong with the answer, if anything is. `call` itself compares it with the document. */
async function send(request: LoopRequest): Promise<string | undefined> {
  const { method, path, headers, isValid } = request;
  const body = request.body === undefined ? undefined : withIds(request.body);
  const { status, body: answer } = await api.call(method, withIds(path), body, headers);
  if (status >= 500) return `${status} ${JSON.stringify(answer)}`;
  if (!isValid) return status < 400 ? `${status} for what the schema refuses` : undefined;
  if (status !== 400) return undefined;
  const said = (answer.issues as { message: string }[]).filter(
    ({ message }) => !UNSAYABLE.some((pattern) => pattern.test(message)),
  );
  return said.length > 0 ? `400 ${JSON.stringify(said)}` : undefined;
}

test(
  `${requests} requests by the document's schemas are answered as it says; seed ${seed}`,
  async () => {
    const described = describedApi(api.app);
    const targets = describedRequests(described);
    expect(targets.length).toBeGreaterThan(40);
    const counts = { valid: 0, invalid: 0 };
    const together = fc.array(fc.oneof(...targets), {
      minLength: TOGETHER_REQUESTS,
      maxLength: TOGETHER_REQUESTS,
    });
    const property = fc.asyncProperty(together, async (batch) => {
      for (const { isValid } of batch) counts[isValid ? "valid" : "invalid"]++;
      const wrong = (await Promise.all(batch.map(send))).flatMap((what, index) =>
        what ? [[what, batch[index]]] : [],
      );
      if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
    });
    await fc.assert(property, {
      seed,
      numRuns: Math.ceil(requests / TOGETHER_REQUESTS),
      endOnFailure: true,
    });
    const least = requests / 4;
    expect(counts.valid, "much was valid").toBeGreaterThan(least);
    expect(counts.invalid, "much was invalid").toBeGreaterThan(least);
  },
  60_000 + requests * MILLISECONDS_PER_REQUEST,
);

describe("an answer that is not declared is found:", () => {
  const seen = {
    method: "GET",
    path: "/api/slots",
    status: 200,
    headers: new Headers(),
    body: [] as unknown,
  };
  const json = new Headers({ "Content-Type": "application/json" });
  const problem = (code: string) => ({
    error: "e",
    code,
    type: "t",
    title: "t",
    status: 409,
    detail: "d",
    request_id: "r",
  });
  const asProblem = new Headers({ "Content-Type": "application/problem+json" });
  const book = { ...seen, method: "POST", path: "/api/slots/1/book", status: 409, headers: asProblem };

  test.each([
    ["a status", { ...seen, status: 404, headers: asProblem }, /status is not declared/],
    ["a header", { ...seen, headers: new Headers([...json, ["X-New", "1"]]) }, /x-new is not declared/],
    [
      "a type",
      { ...seen, headers: new Headers({ "Content-Type": "text/html" }) },
      /text\/html is not declared/,
    ],
    ["a body", { ...seen, headers: json, body: [{ id: 1 }] }, /must be string/],
    ["a code", { ...book, body: problem("OTHER_RESOURCE") }, /must be equal to one of the allowed values/],
    [
      "a code of tRPC",
      { ...seen, path: "/trpc/slots.get", body: { error: { data: { appCode: "NO_SEAT" } } } },
      /slots.get: NO_SEAT is not declared/,
    ],
  ])("%s", (_what, answer, expected) => {
    expect(describedApi(api.app).undeclared(answer).join("\n")).toMatch(expected);
  });

  test("none of them in what is declared", () => {
    const described = describedApi(api.app);
    expect(described.undeclared({ ...seen, headers: json })).toEqual([]);
    expect(described.undeclared({ ...book, body: problem("NO_SEAT") })).toEqual([]);
  });
});
