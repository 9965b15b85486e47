import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { type JsonSchema, proceduresOf, routesOf } from "./inventory.ts";
import { limitedApp } from "./limits-harness.ts";

/* Names, contacts, tokens and keys are nowhere but in the tables of bookings and in what their owners are answered. */

/** Found in whatever kept a part of a name, a contact, a token or a key. */
const MARK = "Zanzibar";
const NAME = `Ann ${MARK}`;
const CONTACT = `${MARK}@example.org`;
const KEY = `${MARK}-0123456789abcdef`;
const TOKEN = { "Booking-Token": `hf_${MARK}` };
const SECRETS = { Authorization: `Bearer ${KEY}`, ...TOKEN };
const MARKED = /zanzibar/i;

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ logLevel: "trace", adminApiKey: KEY });
});

afterAll(() => api.close());

/** A value for a schema: marks where a person's data belong, and what fits everywhere else. */
function marked(schema: JsonSchema, name: string, id: string): unknown {
  const { properties, items, type, format } = schema;
  if (schema["anyOf"]) return marked(schema["anyOf"][0], name, id);
  if (properties)
    return Object.fromEntries(
      Object.entries(properties as Record<string, JsonSchema>).map(([key, each]) => [
        key,
        marked(each, `${name}.${key}`, id),
      ]),
    );
  if (items) return [marked(items, name, id)];
  if (schema["enum"]) return schema["enum"][0];
  if (type === "integer") return 1;
  if (type === "boolean") return true;
  if (format === "uuid") return id;
  if (format === "date-time") return "2031-01-01T00:00:00Z";
  if (/contact/i.test(name)) return CONTACT;
  return /customer|patient|attendee/.test(name) ? NAME : "Dr. Smith"; // what is on the door is no secret
}

/** What was written anywhere outside the tables of bookings and receipts, a line each. */
async function everythingWritten(): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND (table_schema = 'pgboss' OR table_name IN ('audit', 'events'))`.execute(
    api.db,
  );
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["pgboss.job", "public.audit"]));
  const lines = [...api.logged];
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`
      SELECT row_to_json(each)::text AS line FROM ${sql.raw(name)} AS each`.execute(api.db);
    lines.push(...rows.map(({ line }) => `${name} ${line}`));
  }
  return lines;
}

test("through every route and procedure, succeeding and failing, no mark is left", async () => {
  const call = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "5" }).from("198.51.100.7");
  const { doctorId, slotId } = await makeSlot(api.call, 100);
  const customer = { patient_name: NAME, patient_contact: CONTACT };
  const { id } = (await call("POST", `/api/slots/${slotId}/book`, customer, SECRETS)).body;
  expect(id).toEqual(expect.any(String));
  const answers: { what: string; status: number; text: string }[] = [];
  const note = async (
    method: string,
    path: string,
    body?: unknown,
    secrets: Record<string, string> = SECRETS,
  ) => {
    const { status, body: answer } = await call(method, path, body, secrets);
    answers.push({ what: `${method} ${path}`, status, text: JSON.stringify(answer) });
  };
  const questions = {
    type: "object",
    properties: { note: { type: "string", title: "Note", maxLength: 30 } },
  };
  await call("PATCH", `/api/admin/doctors/${doctorId}`, { asks_attendees: true, questions }, SECRETS);
  for (const given of [
    { attendees: [NAME], answers: { note: NAME } },
    { attendees: [NAME, NAME], answers: { note: NAME.repeat(9), other: NAME } },
    { attendees: [`${NAME}\n`.repeat(99)], answers: { note: [NAME] } },
  ]) {
    await note("PATCH", `/api/bookings/${id}`, given);
    await note("POST", `/api/slots/${slotId}/book`, { ...customer, ...given });
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 201, ...Array(4).fill(400)]);
  for (const target of [id, slotId, doctorId, UNKNOWN_ID, CONTACT]) {
    for (const { method, path, query, body } of routesOf(api.app)) {
      // What a person is called belongs into a filter, and nowhere else into an address.
      const filter = "contact" in query && target !== CONTACT ? `?contact=${CONTACT}` : "";
      const filled = path.replace(/\{\w+\}/g, encodeURIComponent(target)) + filter;
      await note(method, filled, body && marked(body, "", target));
      await note(
        method,
        filled,
        body && { ...Object(marked(body, "", target)), customer: NAME, quantity: CONTACT },
      );
      await note(method, filled, body && `{"name": "${NAME}`);
    }
    for (const { path, type, input } of proceduresOf()) {
      const value = JSON.stringify(marked(input, "", target));
      const spoiled = [value, value.slice(0, -1), `{"0":${value}}`];
      for (const text of spoiled) {
        if (type === "mutation") await note("POST", `/trpc/${path}`, text);
        else await note("GET", `/trpc/${path}?input=${encodeURIComponent(text)}`);
      }
    }
  }
  const again = await makeSlot(api.call, 100);
  for (let attempt = 0; attempt < 6; attempt++)
    await note("POST", `/api/slots/${again.slotId}/book`, customer, TOKEN);
  await note("POST", `/api/slots/${UNKNOWN_ID}/book`, customer, TOKEN);
  for (const wrong of [`Bearer hf_live_${MARK}`, MARK])
    await note("POST", `/api/slots/${again.slotId}/book`, customer, { ...TOKEN, Authorization: wrong });
  await sql`ALTER TABLE bookings ADD CHECK (customer_name <> 'Never') NOT VALID`.execute(api.db);
  await sql`ALTER TABLE bookings ADD CHECK (customer_contact NOT ILIKE 'Zanz%') NOT VALID`.execute(api.db);
  const bob = limitedApp(api, {}).from("198.51.100.8");
  expect(
    (await bob("POST", `/api/slots/${again.slotId}/book`, customer)).status,
    "what the database refuses",
  ).toBe(500);

  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 401, 404, 429]));
  expect([...statuses].filter((status) => status >= 500)).toEqual([]);
  const errors = answers.filter(({ status }) => status >= 400);
  // What a caller has put into the address may be told the same caller: there is nothing at that path.
  expect(
    errors.filter(({ what, text }) => MARKED.test(text) && !what.includes(encodeURIComponent(CONTACT))),
  ).toEqual([]);
  const written = await everythingWritten();
  expect(written.length).toBeGreaterThan(500);
  expect(written.join("")).toContain("unexpected error");
  expect(written.filter((line) => MARKED.test(line))).toEqual([]);
});

test("the search finds a mark where there is one", async () => {
  api.logged.push(`"${NAME}"`);
  expect((await everythingWritten()).filter((line) => MARKED.test(line))).toEqual([`"${NAME}"`]);
  api.logged.pop();
});
