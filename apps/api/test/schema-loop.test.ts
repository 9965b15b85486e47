import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationsOf } from "../src/rest/document/types.ts";
import { describedApi } from "./conformance.ts";
import { exampleOf, exampleRequests, examplesIn } from "./example-requests.ts";
import { createTestApp, type TestApp } from "./harness.ts";
import { type HeldIds, holdEverything, withIds } from "./held-ids.ts";
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
  /^must be at most \d+ days after from$/,
  /^must fit between opening and closing$/,
  /^must not be the time of opening$/,
  /^must not overlap: hours end before the next begin/,
  /^must not be before the first day$/,
  /^makes more than 20000 slots/,
  /^is not a cursor of this list$/,
  /^must be the IANA name of a time zone/,
  /^must be in the future$/,
  /^the slot has \d+ places$/,
  /^must be at most \d+, the places of the booking$/,
  /^the schedule has \d+ (exceptions|files)/,
  /^must be iCalendar, /,
  /^must be at most \d+, the persons who came$/,
  /^another slot of the same schedule begins then$/,
  /^the lines for a slot may add up to 100 places$/,
  /^one booking, of all lines for a slot, has one external id/,
  /^must have at most 20 keys, with those that it has$/,
  /^is no key of the questions$/,
  /^is for texts alone, not for choices$/,
  /^must be at least the minimum$/,
  /^is not asked for by the doctor or show$/,
  /^is no question of the doctor or show$/,
  /^must have at most \d+ names?, /, // one for each place of the booking
  /^the lines for a slot are one booking, which one of them answers for$/,
  /^must be another one, unless the days are shifted$/,
  /^must have each booking once$/,
  /^UNTIL must be the last day/, // the 30th of February
];

let api: TestApp;
let ids: HeldIds;

beforeAll(async () => {
  api = await createTestApp();
  ids = await holdEverything(api.call, [1, 3, 10]);
});

afterAll(() => api.close());

/** Sends a request; what is wrong with the answer, if anything is. `call` itself compares it with the document. */
async function send(request: LoopRequest): Promise<string | undefined> {
  const { method, path, headers, isValid } = request;
  const body = request.body === undefined ? undefined : withIds(request.body, ids);
  const { status, body: answer } = await api.call(method, withIds(path, ids), body, headers);
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

/** What is said of a request for its form, or for what it names. */
const MISTAKEN = [400, 404, 412, 413, 415, 422];

describe("what the document shows", () => {
  test("can be sent as it stands, each request to a server that holds what it names", async () => {
    const wrong: unknown[] = [];
    const requests = exampleRequests(describedApi(api.app));
    expect(requests.length).toBeGreaterThan(150);
    let held: HeldIds = {};
    for (const [index, { name, operationId, method, path, headers, body }] of requests.entries()) {
      const isOfAnother = requests[index - 1]?.operationId !== operationId;
      // What is there is changed by these, and must be as new for the next.
      const isChanged = ["PATCH", "DELETE"].includes(method);
      if (isOfAnother || isChanged) held = await holdEverything(api.call, [2]);
      const key = headers["Idempotency-Key"];
      // A key of a request of its own, in the form that is shown.
      const own = key && { "Idempotency-Key": `${key.slice(0, -4)}${String(index).padStart(4, "0")}` };
      const answer = await api.call(method, withIds(path, held), body && withIds(body, held), {
        ...headers,
        ...own,
      });
      if (answer.status >= 500 || MISTAKEN.includes(answer.status))
        wrong.push([name, answer.body, path, body]);
    }
    expect(wrong).toEqual([]);
  });

  test("has an example of every parameter, but for cursors, which each server makes", () => {
    const without = operationsOf(describedApi(api.app).document).flatMap(({ operation }) =>
      (operation.parameters ?? []).filter(
        (parameter) => exampleOf(describedApi(api.app), parameter) === undefined,
      ),
    );
    expect(new Set(without.map(({ name }) => name))).toEqual(new Set(["cursor"]));
  });

  test("fits the schemas: every answer, header, named schema and field", () => {
    const described = describedApi(api.app);
    const shown = examplesIn(described.document);
    expect(shown.length).toBeGreaterThan(400);
    expect(shown.filter(({ schema, value }) => !described.fits(schema, value))).toEqual([]);
  });
});

describe("an answer that is not declared is found:", () => {
  const seen = {
    method: "GET",
    path: "/api/slots",
    status: 200,
    headers: new Headers(),
    body: [] as unknown,
  };
  const always = { "X-Request-Id": "r", "Holdfast-Version": "1.0.0" };
  const json = new Headers({ ...always, "Content-Type": "application/json" });
  const problem = (code: string) => ({
    error: "e",
    code,
    type: "t",
    title: "t",
    status: 409,
    detail: "d",
    request_id: "r",
  });
  const asProblem = new Headers({ ...always, "Content-Type": "application/problem+json" });
  const book = { ...seen, method: "POST", path: "/api/slots/1/book", status: 409, headers: asProblem };

  test.each([
    ["a status", { ...seen, status: 404, headers: asProblem }, /status is not declared/],
    ["a header", { ...seen, headers: new Headers([...json, ["X-New", "1"]]) }, /x-new is not declared/],
    [
      "the lack of a header",
      { ...seen, headers: new Headers({ "Content-Type": "application/json" }) },
      /the header X-Request-Id is missing/,
    ],
    [
      "a header's value",
      { ...book, headers: new Headers([...asProblem, ["Retry-After", "soon"]]), body: problem("NO_SEAT") },
      /the header Retry-After is soon/,
    ],
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
