import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

test("/openapi.json describes every path under /api, with the schemas that are served", async () => {
  const { status, body } = await api.call("GET", "/openapi.json");
  expect(status).toBe(200);
  expect(body.openapi).toBe("3.1.0");
  const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = api.app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"))
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
