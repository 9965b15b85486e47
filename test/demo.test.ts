import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const START_MAX_MILLISECONDS = 30_000;

let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "holdfast-demo-test-"));
  await chmod(temporary, 0o755);
});

afterAll(() => rm(temporary, { recursive: true }));

test("the demo shows three seats taken, keeps its data in its own directory, and leaves nothing behind", async () => {
  const env = { PATH: process.env["PATH"], TMPDIR: temporary, DATABASE_URL: "" };
  const demo = spawn(process.execPath, ["scripts/demo.ts"], { cwd: ROOT, env });
  let output = "";
  demo.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const ended = once(demo, "exit");
  const home = async () => {
    const [name = ""] = await readdir(temporary);
    return lstat(join(temporary, name, "postgres")).catch(() => undefined);
  };
  // A link would lead to data elsewhere.
  const made = await vi.waitUntil(home, { timeout: START_MAX_MILLISECONDS, interval: 20 });
  expect(await ended).toEqual([0, null]);
  expect(made.isDirectory()).toBe(true);
  expect(output).toContain("3 got a seat, 7 did not; the slot says 3 of 3 booked.");
  expect(await readdir(temporary)).toEqual([]);
});
