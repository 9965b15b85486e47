import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../scripts/demo-seed.ts", import.meta.url));

function seed(env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"], ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("npm run demo:seed makes the demo data, and refuses a database that has other data", async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database);
  try {
    const made = seed({ DATABASE_URL: database.url });
    expect(made).toEqual({
      status: 0,
      stdout: expect.stringContaining("a clinic and a theatre"),
      stderr: "",
    });
    const { id } = await db.selectFrom("resources").select("id").limit(1).executeTakeFirstOrThrow();
    await db.updateTable("resources").set({ external_id: null }).where("id", "=", id).execute();
    const refused = seed({ DATABASE_URL: database.url });
    expect(refused).toEqual({ status: 1, stdout: "", stderr: expect.stringContaining("Nothing was made") });
  } finally {
    await db.destroy();
    await database.drop();
  }
});
