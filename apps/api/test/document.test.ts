import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examplesIn } from "./example-requests.ts";
import { createTestApp, makeSlot, type TestApp } from "./harness.ts";
import type { JsonSchema } from "./inventory.ts";

/* The OpenAPI document as its readers and their tools see it. */

let api: TestApp;
let document: JsonSchema;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: "an-admin-key-of-a-test" });
  document = (await api.call("GET", "/openapi.json")).body;
});

afterAll(() => api.close());

const operations = (of = document): JsonSchema[] =>
  Object.values<JsonSchema>(of["paths"]).flatMap((methods) => Object.values<JsonSchema>(methods));

/** What Redocly's recommended-strict says of a document. */
async function redocly(of: JsonSchema): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended-strict"] });
  const source = JSON.stringify(of);
  const problems = await lintFromString({ source, config, absoluteRef: "openapi.json" });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}

/** What Spectral's recommended rules for OpenAPI say of a document. */
async function spectralOas(of: JsonSchema): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [rulesets.oas as RulesetDefinition] });
  const problems = await linter.run(of);
  return problems.map(({ code, message, path }) => `${code}: ${message} ${path.join("/")}`);
}

/** The document with an example that does not fit, and an operation without a summary. */
function spoiled(): JsonSchema {
  const copy = structuredClone(document);
  const book = copy["paths"]["/api/slots/{id}/book"].post;
  book.requestBody.content["application/json"].example = { patient_name: 1 };
  delete book.operationId;
  return copy;
}

describe.each([
  ["Redocly's recommended-strict", redocly],
  ["Spectral's rules for OpenAPI", spectralOas],
] as const)("%s", (_name, lint) => {
  test("finds nothing in the document", async () => {
    expect(await lint(document)).toEqual([]);
  });

  test("finds an example that does not fit, and an operation without a name", async () => {
    const found = (await lint(spoiled())).join();
    expect(found).toMatch(/operationId/i);
    expect(found).toMatch(/example/i);
  });
});

test("every body and answer in JSON has an example, and every error one per code", () => {
  const contents = operations().flatMap(({ requestBody, responses }) => [
    ...(requestBody ? [requestBody.content] : []),
    ...Object.values<JsonSchema>(responses).map(({ $ref, content }) =>
      $ref ? document["components"].responses[$ref.split("/").at(-1)].content : content,
    ),
  ]);
  expect(contents.length).toBeGreaterThan(300);
  for (const content of contents) {
    for (const { example, examples, schema } of Object.values<JsonSchema>(content ?? {})) {
      const codes = schema.allOf?.[1].properties.code.enum;
      if (codes) expect(Object.keys(examples)).toEqual(codes);
      else expect(example).toBeDefined();
    }
  }
});

test.each([
  ["shows", /doctor|Dr\. |Cardiology|1{12}/, "Hamlet"],
  ["doctors", /"show|show_id|Hamlet|Tragedy|2{12}/, "Dr. Smith"],
])("the examples below the paths of %s are of these alone", (noun, others, name) => {
  const paths = Object.entries<JsonSchema>(document["paths"]).filter(([path]) =>
    path.split("/").includes(noun),
  );
  const shown = paths.flatMap(([, methods]) =>
    Object.values<JsonSchema>(methods).flatMap(({ operationId, parameters, requestBody, responses }) =>
      [parameters, requestBody, ...Object.values(responses)].flatMap((part) =>
        examplesIn({ part }).map(({ value }) => `${operationId}: ${JSON.stringify(value)}`),
      ),
    ),
  );
  expect(shown.filter((text) => text.includes(name)).length).toBeGreaterThan(5);
  const ofOthers = (text: string) => others.test(text.slice(text.indexOf(":")));
  expect(shown.filter(ofOthers)).toEqual([]);
});

test("every schema is named once, and says what it is", () => {
  const schemas = Object.entries<JsonSchema>(document["components"].schemas);
  expect(schemas.length).toBeGreaterThan(50);
  expect(schemas.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
  const inside = schemas.flatMap(([name, { properties = {} }]) =>
    Object.entries<JsonSchema>(properties)
      .filter(([, field]) => field["properties"] ?? field["items"]?.properties)
      .map(([field]) => `${name}.${field}`),
  );
  expect(inside).toEqual([]);
});

test("an error's entry has just the codes of its operation", () => {
  const codesAt = (path: string, method: string, status: string) => {
    const entry = document["paths"][path][method].responses[status];
    const { content } = entry.$ref ? document["components"].responses[entry.$ref.split("/").at(-1)] : entry;
    return content["application/problem+json"].schema.allOf[1].properties.code.enum;
  };
  expect(codesAt("/api/slots/{id}/book", "post", "409")).toEqual([
    "NO_SEAT",
    "CONTACT_LIMIT",
    "NOT_BOOKABLE",
    "EXTERNAL_ID_TAKEN",
    "IDEMPOTENCY_KEY_IN_USE",
  ]);
  expect(codesAt("/api/admin/shows/{id}", "get", "404")).toEqual(["SHOW_NOT_FOUND"]);
  expect(document["paths"]["/api/slots"].get.responses).not.toHaveProperty("404");
});

test("credentials are described as this server asks for them", async () => {
  const optional = (of: JsonSchema, path: string, method = "post") =>
    of["paths"][path][method].security.some((one: object) => Object.keys(one).length === 0);
  expect(optional(document, "/api/slots/{id}/book")).toBe(true);
  expect(optional(document, "/api/bookings/{id}/confirm")).toBe(false);
  expect(optional(document, "/api/admin/doctors")).toBe(false);
  const open = await createTestApp({ confirmBy: "staff" });
  const { body } = await open.call("GET", "/openapi.json");
  await open.close();
  expect(optional(body, "/api/admin/doctors")).toBe(true);
  expect(body.paths["/api/bookings/{id}/confirm"].post.security).toEqual([{ bearer: [] }]);
});

describe("a list", () => {
  const staff = { Authorization: "Bearer an-admin-key-of-a-test" };

  test("is an array or a page, with the header Link, wherever there is one", () => {
    const lists = operations().filter(({ responses }) =>
      JSON.stringify(responses["200"]?.content ?? {}).includes('"type":"array"'),
    );
    expect(lists.length).toBeGreaterThan(9);
    for (const { operationId, parameters, responses } of lists) {
      const { headers, content } = responses["200"];
      const [array, page] = content["application/json"].schema.oneOf;
      expect({ operationId, type: array.type, page: page.$ref }).toEqual({
        operationId,
        type: "array",
        page: `${array.items.$ref}Page`,
      });
      expect(Object.keys(headers)).toContain("Link");
      const names = parameters.map(({ name }: JsonSchema) => name);
      expect(names).toEqual(expect.arrayContaining(["limit", "cursor", "envelope"]));
    }
  });

  test("is read to its end by next_cursor, with the same items as by Link", async () => {
    const call: TestApp["call"] = (method, path, body) => api.call(method, path, body, staff);
    for (let count = 0; count < 3; count++) await makeSlot(call, 1);
    const { body: all } = await call("GET", "/api/slots");
    expect(all).toHaveLength(3);
    const read: object[] = [];
    let query = "?envelope=true&limit=2";
    for (let pages = 1; ; pages++) {
      const { status, headers, body } = await call("GET", `/api/slots${query}`);
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual(["items", "next_cursor"]);
      read.push(...body.items);
      if (body.next_cursor === null) {
        expect({ pages, link: headers.get("Link") }).toEqual({ pages: 2, link: null });
        break;
      }
      expect(headers.get("Link")).toContain(`envelope=true&limit=2&cursor=${body.next_cursor}`);
      query = `?envelope=true&limit=2&cursor=${body.next_cursor}`;
    }
    expect(read).toEqual(all);
    expect((await call("GET", "/api/slots?envelope=false")).body).toEqual(all);
    expect(await call("GET", "/api/slots?envelope=yes")).toMatchObject({ status: 400 });
  });
});
