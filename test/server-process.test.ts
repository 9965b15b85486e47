import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ServerProcess } from "../scripts/server-process.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-test-"));
});

afterAll(() => rm(root, { recursive: true }));

/** Spawns a server that is this program. */
async function spawnProgram(program: string): Promise<ServerProcess> {
  const entry = "server.mjs";
  await writeFile(join(root, entry), program);
  return new ServerProcess({ name: "the server", entry, root, stderr: "keep", environment: {} });
}

test("a ready line that comes in two pieces is read whole, and SIGTERM stops the server", async () => {
  const server = await spawnProgram(`
    process.once("SIGTERM", () => process.exit(7));
    process.stdout.write('{"msg":"Holdfast is ready at http://127.0.0.1:12');
    setTimeout(() => process.stdout.write('34 (API reference: …)"}\\n'), 200);
    setInterval(() => {}, 1_000);
  `);
  expect(await server.ready()).toBe("http://127.0.0.1:1234");
  expect(server.isRunning).toBe(true);
  expect(await server.stop()).toBe(7);
  expect(server.isRunning).toBe(false);
  expect(await server.stop()).toBe(7);
});

test("a server that ends before it is ready is told with its output", async () => {
  const server = await spawnProgram('console.log("one"); console.error("two"); process.exitCode = 3;');
  await expect(server.ready()).rejects.toThrow(/^the server ended with 3: (one\ntwo|two\none)\n$/);
});

test("a server that cannot be spawned is told, too", async () => {
  const root = join(tmpdir(), "holdfast-is-not-here");
  const server = new ServerProcess({ name: "the server", root, stderr: "keep", environment: {} });
  await expect(server.ready()).rejects.toThrow("ENOENT");
  expect(await server.stop()).toBeLessThan(0);
});
