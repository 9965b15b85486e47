import { chmod, chown, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase, runOnServer } from "@holdfast/db/testing";
import { type EmbeddedPostgres, startEmbedded } from "@holdfast/embedded-postgres";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { selfSignedCertificate } from "./certificate.ts";
import { makeSlot, startServer } from "./harness.ts";

/* The connection to PostgreSQL, with a server that speaks TLS and one that does not. */

let dir: string;
let postgres: EmbeddedPostgres;
let trusted: string;
let stranger: string;

/** The TLS server's address, by the name that its certificate is for. */
const address = (parameters: string, host = "localhost") =>
  `${postgres.url.replace("127.0.0.1", host)}?${parameters}`;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "holdfast-tls-"));
  await chmod(dir, 0o755); // root's PostgreSQL runs as another user, who has to get in
  postgres = await startEmbedded({ dataDir: dir, settings: { fsync: "off" } });
  const { certificate, key } = selfSignedCertificate("localhost");
  trusted = join(dir, "trusted.crt");
  stranger = join(dir, "stranger.crt");
  await writeFile(trusted, certificate);
  await writeFile(stranger, selfSignedCertificate("localhost").certificate);
  await giveToPostgres("server.crt", certificate);
  await giveToPostgres("server.key", key);
  await runOnServer(postgres.url, "ALTER SYSTEM SET ssl = on");
  await runOnServer(postgres.url, "SELECT pg_reload_conf()");
  await vi.waitUntil(async () => (await settingOf("ssl")) === "on", { timeout: 10_000, interval: 50 });
});

afterAll(async () => {
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
});

async function settingOf(name: string): Promise<string | undefined> {
  const db = openDatabase({ url: postgres.url, maxConnections: 1 });
  const { rows } = await sql<{ value: string }>`SELECT current_setting(${name}) AS value`.execute(db);
  await db.destroy();
  return rows[0]?.value;
}

/** Writes a file into the data directory as PostgreSQL insists on it. */
async function giveToPostgres(name: string, content: string): Promise<void> {
  const directory = (await settingOf("data_directory")) ?? "";
  const { uid, gid } = await stat(directory);
  const path = join(directory, name);
  await writeFile(path, content, { mode: 0o600 });
  await chown(path, uid, gid);
}

/** How a start fails: the lines that it says above the level of information. */
async function failure(url: string): Promise<string[]> {
  const error = await startServer({ DATABASE_URL: url, LOG_LEVEL: "warn" }).then(
    async (server) => {
      await server.end("SIGKILL");
      return new Error("it has started");
    },
    (reason: Error) => reason,
  );
  return error.message.split("\n").filter(Boolean);
}

describe("a server with TLS", () => {
  test.each(["require", "verify-ca", "verify-full"])(
    "sslmode=%s encrypts every connection, of the pool and of the job queue",
    async (mode) => {
      const rootCertificate = mode === "require" ? "" : `&sslrootcert=${encodeURIComponent(trusted)}`;
      const server = await startServer({ DATABASE_URL: address(`sslmode=${mode}${rootCertificate}`) });
      const db = openDatabase({ url: postgres.url, maxConnections: 1 });
      try {
        const { slotId } = await makeSlot(server.call, 5);
        const booked = await server.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" });
        expect(booked.status).toBe(201);
        const { rows } = await sql<{ name: string; encrypted: boolean }>`
          SELECT application_name AS name, bool_and(ssl) AS encrypted
          FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)
          WHERE pid <> pg_backend_pid() AND application_name IN ('holdfast', 'holdfast-jobs') GROUP BY 1 ORDER BY 1`.execute(
          db,
        );
        expect(rows).toEqual([
          { name: "holdfast", encrypted: true },
          { name: "holdfast-jobs", encrypted: true },
        ]);
        expect(server.output()).not.toMatch(/warning/i);
      } finally {
        await db.destroy();
        await server.end();
      }
    },
  );

  test.each([
    ["the certificate is another's", () => address(`sslmode=verify-full&sslrootcert=${stranger}`)],
    ["nobody vouches for the certificate", () => address("sslmode=verify-full")],
    ["verify-ca has nobody to ask", () => address("sslmode=verify-ca")],
    ["the root certificate is missing", () => address(`sslmode=verify-full&sslrootcert=${dir}/none.crt`)],
  ])("the start fails in one line where %s", async (_why, url) => {
    const [line, ...more] = await failure(url());
    expect(line).toContain("Cannot start with the database at DATABASE_URL");
    expect(line).toMatch(/certificate|sslrootcert|none\.crt/);
    expect(more).toEqual([]);
  });
});

test.each(["require", "verify-full"])(
  "sslmode=%s with a server without TLS fails in one line, and never falls back to plain text",
  async (mode) => {
    const database = await createTestDatabase();
    const [line, ...more] = await failure(`${database.url}?sslmode=${mode}`);
    expect(line).toContain("DATABASE_URL: The server does not support SSL connections");
    expect(more).toEqual([]);
    await database.drop();
  },
);
