import { once } from "node:events";
import { createRequire } from "node:module";
import { createTestDatabase } from "@holdfast/db/testing";
import { expect, test } from "vitest";
import { startServer } from "./harness.ts";
import type { JsonSchema } from "./inventory.ts";

/* The served collection, run by Postman's own runner against a fresh server, with nothing prepared. */

interface Summary {
  run: {
    executions: { item: { name: string }; response?: { code: number; stream: Buffer } }[];
    failures: { source?: { name: string }; error: { message: string } }[];
  };
}
type Newman = {
  run(options: object): NodeJS.EventEmitter;
};
const newman: Newman = createRequire(import.meta.url)("newman");

const API_KEY = "an-admin-key-of-the-collection-s-test";

/** Runs a collection to its end. */
async function run(collection: object, variables: Record<string, string>): Promise<Summary["run"]> {
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const [error, summary] = (await once(newman.run({ collection, envVar, reporters: [] }), "done")) as [
    Error | null,
    Summary,
  ];
  if (error) throw error;
  return summary.run;
}

/** The names of requests without what tells two of one operation apart. */
const operationNames = (collection: JsonSchema): string[] =>
  collection["item"].flatMap(({ item }: JsonSchema) =>
    item.map(({ name }: { name: string }) => name.split(":")[0]),
  );

test.each([
  ["open", {}],
  ["required", { apiKey: API_KEY }],
])("with AUTH=%s every request of the collection is right", async (access, variables) => {
  const database = await createTestDatabase();
  const server = await startServer({ DATABASE_URL: database.url, AUTH: access, ADMIN_API_KEY: API_KEY });
  try {
    const { body: collection } = await server.call("GET", "/postman_collection.json");
    const { body: document } = await server.call("GET", "/openapi.json");
    const all = Object.values<JsonSchema>(document.paths).flatMap((methods) => Object.values(methods));
    const operations = all.filter(({ responses }) => !responses["200"]?.content?.["text/event-stream"]);
    const summaries = new Set(operations.map(({ summary }) => summary));
    expect(new Set(operationNames(collection))).toEqual(summaries);
    const { executions, failures } = await run(collection, { baseUrl: server.url, ...variables });
    expect(failures.map(({ source, error }) => `${source?.name}: ${error.message}`)).toEqual([]);
    expect(executions.length).toBeGreaterThanOrEqual(operations.length);
    expect(executions.filter(({ response }) => !response || response.code >= 300)).toEqual([]);
    if (access === "open") return;
    // Without the key it goes wrong, and says so.
    const { failures: told } = await run(collection, { baseUrl: server.url });
    expect(told.map(({ error }) => error.message)).toContain(
      "expected response to have status code 201 but got 401",
    );
  } finally {
    await server.end();
    await database.drop();
  }
});
