import { OPERATIONS } from "@holdfast/contract";
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
    .filter(({ method, path }) => method !== "ALL" && /^\/(api\/|health$|ready$)/.test(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  expect(new Set(described)).toEqual(new Set(served));
  const book = body.paths["/api/slots/{id}/book"].post;
  expect(book.requestBody.content["application/json"].schema.properties.patient_name).toEqual({
    type: "string",
    minLength: 1,
    maxLength: 200,
  });
  expect(book.responses["201"].content["application/json"].schema).toEqual({
    $ref: "#/components/schemas/Hold",
  });
  expect(body.components.schemas.Problem.properties.code.enum).toContain("NO_SEAT");
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
