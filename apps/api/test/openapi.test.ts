import { createHash } from "node:crypto";
import { ERRORS, OPERATIONS } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp } from "./harness.ts";
import { type JsonSchema, proceduresOf } from "./inventory.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

test("/openapi.json describes every path under /api and the probes, with the schemas that are served", async () => {
  const { status, body } = await api.call("GET", "/openapi.json");
  expect(status).toBe(200);
  expect(body.openapi).toBe("3.1.0");
  const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = api.app.routes
    .filter(({ method, path }) => method !== "ALL" && /^\/(api\/|calendars\/|health$|ready$)/.test(path))
    .map(
      ({ method, path }) => `${method} ${path.replace("{.+\\.ics}", ".ics").replaceAll(/:(\w+)/g, "{$1}")}`,
    );
  expect(new Set(described)).toEqual(new Set(served));
  const book = body.paths["/api/slots/{id}/book"].post;
  expect(book.requestBody.content["application/json"].schema.oneOf).toEqual([
    { $ref: "#/components/schemas/BookByCustomer" },
    { $ref: "#/components/schemas/BookByPatient" },
  ]);
  const { BookByPatient, ErrorCode } = body.components.schemas;
  expect(BookByPatient).toMatchObject({ required: ["patient_name"], additionalProperties: false });
  expect(BookByPatient.properties.patient_name).toMatchObject({
    type: "string",
    minLength: 1,
    maxLength: 200,
  });
  expect(book.responses["201"].content["application/json"].schema).toEqual({
    $ref: "#/components/schemas/Hold",
  });
  expect(ErrorCode.enum).toEqual(Object.keys(ERRORS));
});

test("every operation has its texts once, a name of its own and a known heading", async () => {
  const { body } = await api.call("GET", "/openapi.json");
  const operations = Object.values<JsonSchema>(body.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = body.tags.map(({ name }: JsonSchema) => name);
  for (const { operationId, summary, description, tags: own } of operations) {
    expect(Object.keys(OPERATIONS).some((name) => operationId.startsWith(name))).toBe(true);
    expect(summary).toMatch(/^[A-Z][^.{}]+$/);
    expect(description).toMatch(/^[A-Z][^{}]+\.$/);
    expect(tags).toContain(own[0]);
  }
});

test("every procedure is an operation, and every operation is served", async () => {
  const { body } = await api.call("GET", "/openapi.json");
  const ids: string[] = Object.values<JsonSchema>(body.paths).flatMap((methods) =>
    Object.values(methods as JsonSchema).map(({ operationId }) => operationId),
  );
  const procedures = proceduresOf().map(({ path }) => path);
  const names = Object.keys(OPERATIONS);
  expect(procedures.filter((path) => !names.includes(path))).toEqual([]);
  const isServed = (name: string) => procedures.includes(name) || ids.some((id) => id.startsWith(name));
  expect(names.filter((name) => !isServed(name))).toEqual([]);
});

test("every error's type leads to its section of /docs/errors, which needs nothing at all", async () => {
  const { headers, body } = await api.call("GET", "/docs/errors");
  expect(headers.get("Content-Type")).toBe("text/html; charset=UTF-8");
  const policy = headers.get("Content-Security-Policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? "";
  expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  expect(body).not.toMatch(/<script|style="|src=/);
  const ids = [...String(body).matchAll(/<section id="(\w+)">/g)].map(([, id]) => id);
  expect(ids).toEqual(Object.keys(ERRORS));
  const { body: problem } = await api.call("GET", "/api/slots/no-id");
  expect(problem.type).toBe("/docs/errors#INVALID_INPUT");
  expect(problem.type).toMatch(new RegExp(`#(${ids.join("|")})$`));
});

test("/docs needs nothing from elsewhere", async () => {
  const page = await api.call("GET", "/docs");
  expect(page.status).toBe(200);
  expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'self'");
  const sources = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
  expect(sources).toEqual(["/docs/reference.js"]);
  const script = await api.app.request("/docs/reference.js");
  expect(script.status).toBe(200);
  expect(await script.text()).toContain("createApiReference");
});
