import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_API_KEY } from "./access-matrix.ts";
import { createTestApp, type TestApp } from "./harness.ts";

/* Names for places, and questions, over REST and tRPC and in the CSV file. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
});

afterAll(() => api.close());

const STAFF = { Authorization: `Bearer ${ADMIN_API_KEY}` };
const shown = (token: string) => ({ "Booking-Token": token });
const staff = (method: string, path: string, body?: unknown) => api.call(method, path, body, STAFF);

const QUESTIONS = {
  type: "object",
  properties: {
    terms: { type: "boolean", title: "I agree", const: true },
    diet: { type: "string", title: "What do you eat?", enum: ["Meat", "=1+1"] },
  },
  required: ["terms"],
};

/** A slot of a show that asks. */
async function slotOf(asking: object = { asks_attendees: true, questions: QUESTIONS }): Promise<string> {
  const { body: show } = await staff("POST", "/api/admin/shows", { name: "Hamlet", ...asking });
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 5 };
  return (await staff("POST", `/api/admin/shows/${show.id}/slots`, times)).body.id;
}

const book = async (slotId: string, more: object = {}) =>
  api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann", ...more });

describe("a show", () => {
  test("has what it asks for everybody to read, in its order", async () => {
    const { body } = await staff("POST", "/api/admin/shows", { name: "Hamlet", questions: QUESTIONS });
    expect(body).toMatchObject({ asks_attendees: false, questions: QUESTIONS });
    const { body: seen } = await api.call("GET", `/api/shows/${body.id}`);
    expect(JSON.stringify(seen.questions)).toBe(JSON.stringify(QUESTIONS));
    const changed = await staff("PATCH", `/api/admin/shows/${body.id}`, {
      asks_attendees: true,
      questions: null,
    });
    expect(changed.body).toMatchObject({ asks_attendees: true, questions: null });
  });

  test("is refused with questions that are none, by the path of each fault", async () => {
    const wrong = { type: "object", properties: { A: {}, b: { type: "string" } }, required: ["c"] };
    const { status, body } = await staff("POST", "/api/admin/shows", { name: "Hamlet", questions: wrong });
    expect([status, body.code]).toEqual([400, "INVALID_INPUT"]);
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(["questions.properties.A", "questions.properties.b.title"]),
    );
  });
});

describe("a booking", () => {
  test("is held, answered and confirmed", async () => {
    const { body: hold } = await book(await slotOf());
    const path = `/api/bookings/${hold.id}`;
    const refused = await api.call("POST", `${path}/confirm`, undefined, shown(hold.token));
    expect(refused).toMatchObject({ status: 409, body: { code: "ANSWERS_MISSING" } });
    expect(refused.body.issues).toEqual([
      { path: "attendees.0", message: "is required" },
      { path: "answers.terms", message: "is required" },
    ]);
    const given = { attendees: ["Ann Miller"], answers: { terms: true, diet: "=1+1" } };
    const answered = await api.call("PATCH", path, given, shown(hold.token));
    expect(answered).toMatchObject({ status: 200, body: given });
    const confirmed = await api.call("POST", `${path}/confirm`, undefined, shown(hold.token));
    expect(confirmed).toMatchObject({ status: 200, body: { status: "CONFIRMED", ...given } });
    const seen = await api.call("GET", path, undefined, shown(hold.token));
    expect(seen.body).toMatchObject(given);
  });

  test("is held with answers, or refused with those that are wrong", async () => {
    const slotId = await slotOf();
    expect(await book(slotId, { answers: { terms: true } })).toMatchObject({
      status: 201,
      body: { attendees: null, answers: { terms: true } },
    });
    const wrong = await book(slotId, { attendees: ["A", "B"], answers: { diet: "Fish", other: 1 } });
    expect(wrong).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" } });
    expect(wrong.body.issues.map(({ path }: { path: string }) => path)).toEqual([
      "attendees",
      "answers.diet",
      "answers.other",
    ]);
    const lines = [{ slot_id: slotId, attendees: ["Bea"], answers: { terms: true } }];
    const many = await api.call("POST", "/api/bookings", { customer_name: "Ann", lines });
    expect(many.body.bookings).toMatchObject([{ attendees: ["Bea"], answers: { terms: true } }]);
  });

  test("is confirmed by staff without answers", async () => {
    const { body: hold } = await book(await slotOf());
    expect(await staff("POST", `/api/bookings/${hold.id}/confirm`)).toMatchObject({
      status: 200,
      body: { answers: null },
    });
  });

  test("is answered by who has its token or a key alone", async () => {
    const { body: hold } = await book(await slotOf());
    const path = `/api/bookings/${hold.id}`;
    expect(await api.call("PATCH", path, { attendees: ["Eve"] })).toMatchObject({ status: 404 });
    expect(await staff("PATCH", path, { attendees: ["Ann"] })).toMatchObject({
      status: 200,
      body: { attendees: ["Ann"] },
    });
  });

  test("is the last columns of the CSV file, and no cell of it is a formula", async () => {
    const slotId = await slotOf();
    await book(slotId, { attendees: ["=cmd()"], answers: { diet: "=1+1" } });
    const { body } = await staff("GET", `/api/admin/bookings.csv?slot_id=${slotId}`);
    const [head, line] = body.split("\r\n");
    expect(head).toMatch(/,attendees,answers$/);
    expect(line).toMatch(/,"\[""=cmd\(\)""\]","\{""diet"":""=1\+1""\}"$/);
  });

  test("says over tRPC what is missing", async () => {
    const { body: hold } = await book(await slotOf());
    const { status, body } = await api.call("POST", "/trpc/bookings.confirm", {
      id: hold.id,
      token: hold.token,
    });
    expect(status).toBe(409);
    expect(body.error.data).toMatchObject({
      appCode: "ANSWERS_MISSING",
      issues: [{ path: "attendees.0" }, { path: "answers.terms" }],
    });
  });
});
