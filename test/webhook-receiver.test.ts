import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startServer, type TestServer } from "../apps/api/test/harness.ts";

/* The receiver of docs/webhooks.md, as it is printed, beside a server that sends to it. */

const WAIT = { timeout: 30_000, interval: 50 };
const CLIENT = fileURLToPath(new URL("../packages/client/src/index.ts", import.meta.url));

let database: TestDatabase;
let server: TestServer;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url, WEBHOOK_ALLOW_PRIVATE: "on", AUTH: "open" });
  directory = await mkdtemp(join(tmpdir(), "holdfast-receiver-"));
});

afterAll(async () => {
  await server.end();
  await database.drop();
  await rm(directory, { recursive: true });
});

/** The page's receiver; the client package stands in the place from which it is imported here. */
async function printedReceiver(): Promise<string> {
  const page = await readFile(new URL("../docs/webhooks.md", import.meta.url), "utf8");
  const [, script = ""] = /```js\n(.+?)\n```/s.exec(page) ?? [];
  return script.replace("@holdfast/client", CLIENT);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

test("the receiver in the documentation has twenty lines, hears of a confirmation once, and refuses what is not signed", async () => {
  const script = await printedReceiver();
  expect(script.split("\n").length).toBeLessThanOrEqual(20);
  const file = join(directory, "receiver.mjs");
  await writeFile(file, script);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const created = await server.call("POST", "/api/admin/webhooks", { url, topics: ["booking.*"] });
  expect(created.status).toBe(201);
  const { id, secret } = created.body;

  const { body: doctor } = await server.call("POST", "/api/admin/doctors", { name: "Dr. Ada Reyes" });
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 3 };
  const { body: slot } = await server.call("POST", `/api/admin/doctors/${doctor.id}/slots`, times);
  const { body: hold } = await server.call("POST", `/api/slots/${slot.id}/book`, { patient_name: "Ann" });
  await server.call("POST", `/api/bookings/${hold.id}/confirm`);

  const receiver = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  receiver.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  try {
    const deliveries = async () =>
      (await server.call("GET", `/api/admin/webhooks/${id}/deliveries`)).body as Record<string, string>[];
    const isDelivered = async () => (await deliveries()).every(({ status }) => status === "DELIVERED");
    await vi.waitUntil(async () => (await deliveries()).length === 2 && (await isDelivered()), WAIT);
    await vi.waitUntil(() => printed !== "", WAIT);
    const [confirmed] = await deliveries();
    await server.call("POST", `/api/admin/deliveries/${confirmed?.["id"]}/replay`);
    await vi.waitUntil(isDelivered, WAIT);
    expect(printed).toBe(`confirmed: ${hold.id}\n`);
    const forged = await fetch(url, { method: "POST", body: "{}", headers: { "webhook-id": "evt_1_1" } });
    expect(forged.status).toBe(400);
  } finally {
    receiver.kill();
  }
});
