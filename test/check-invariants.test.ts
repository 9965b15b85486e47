import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

/* `npm run check:invariants` exits with 0, with 1 and the broken invariants, or with 2 and the reason of its failure. */

const SCRIPT = fileURLToPath(new URL("../scripts/check-invariants.ts", import.meta.url));
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-test-"));
});

afterAll(() => rm(directory, { recursive: true }));

function check(env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], {
    cwd: directory,
    env: { PATH: process.env["PATH"], ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test.each([
  ["foo", "DATABASE_URL must be postgres://user:password@host:port/database"],
  ["postgres://u@no.host.invalid/d", expect.stringMatching(/^the database at DATABASE_URL: \S.+$/)],
  ["postgres://u@127.0.0.1:1/d", "the database at DATABASE_URL: connect ECONNREFUSED 127.0.0.1:1"],
])("DATABASE_URL=%s is refused by name, in one line", (DATABASE_URL, reason) => {
  const { status, stdout, stderr } = check({ DATABASE_URL, PORT: "not its business" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(/^The invariants cannot be checked: (.+)\n$/.exec(stderr)?.[1]).toEqual(reason);
});

test.each(["missing", ".", "/dev/null"])(
  "nothing is made where DATA_DIR=%s has no database",
  async (DATA_DIR) => {
    expect(check({ DATA_DIR })).toEqual({
      status: 2,
      stdout: "",
      stderr: `The invariants cannot be checked: DATA_DIR (${resolve(directory, DATA_DIR)}) has no database: set it, or DATABASE_URL\n`,
    });
    expect(await readdir(directory)).toEqual([]);
  },
);

test("a database is read: all is well, then it is not", async () => {
  const database = await createTestDatabase();
  const whole = { status: 0, stdout: "Every invariant holds.\n", stderr: "" };
  expect(check({ DATABASE_URL: database.url })).toEqual(whole);
  const db = openDatabase(database);
  const [resource_id, id] = [randomUUID(), randomUUID()];
  await db.insertInto("resources").values({ id: resource_id, kind: "show", name: "Hamlet" }).execute();
  const times = { starts_at: new Date("2031-12-25T10:00Z"), ends_at: new Date("2031-12-25T11:00Z") };
  await db
    .insertInto("slots")
    .values({ id, resource_id, ...times, capacity: 3, booked: 1 })
    .execute();
  await db.destroy();
  const { status, stderr } = check({ DATABASE_URL: database.url });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^BROKEN {2}.+\n$/) });
  await database.drop();
});
