import { readdir, readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { ERRORS, KEY_USE, type KeyUse } from "@holdfast/contract";
import { CLIENT_GONE } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import { expect, test } from "vitest";
import { readConfig, VARIABLES } from "../apps/api/src/config.ts";

const README_MAX_LINES = 250;

/* The facts of the documentation are held to the code. */

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");
const operations = await read("docs/operations.md");
/** The variables of .env.example, all of them commented out there, with the defaults they claim. */
const defaults = parseEnv((await read(".env.example")).replaceAll(/^# (?=[A-Z_]+=)/gm, ""));

/** The rows of all tables of a page, a list of cells each, without backticks, anchors and heads. */
function rowsOf(page: string): string[][] {
  const lines = page.split("\n");
  const isRow = (line: string, index: number) =>
    line.startsWith("| ") && !lines[index + 1]?.startsWith("|---");
  return lines.filter(isRow).map((line) => {
    const cells = line.split("|").slice(1, -1);
    return cells.map((cell) => cell.replaceAll(/`|<a id="\w+"><\/a>/g, "").trim());
  });
}

test("docs/reference/errors.md is the closed list", async () => {
  const documented = rowsOf(await read("docs/reference/errors.md")).map(([code, status]) => [
    code,
    Number(status),
  ]);
  expect(documented).toEqual(Object.entries(ERRORS).map(([code, { status }]) => [code, status]));
});

test("docs/idempotency.md names every change that takes no key, and every one that needs none", async () => {
  const page = await read("docs/idempotency.md");
  const uses = Object.entries<KeyUse>(KEY_USE);
  const refusing = uses.flatMap(([name, use]) => (use.takesKey ? [] : [[name, use.why]]));
  const rows = rowsOf(page).filter(([, name = ""]) => Object.hasOwn(KEY_USE, name));
  expect(rows.map(([, name, why]) => [name, why]).sort()).toEqual(refusing.sort());
  const [, list = ""] = /## Without a key\n\n(.+?) may be repeated without a key/s.exec(page) ?? [];
  const named = [...list.matchAll(/`(\w+\.\w+)`/g)].map(([, name]) => name);
  const repeatable = uses.filter(([, { isRepeatable }]) => isRepeatable).map(([name]) => name);
  expect(named.sort()).toEqual(repeatable.sort());
});

test("docs/reference/variables.md and .env.example list every variable with its default", async () => {
  const variables = Object.keys(VARIABLES);
  expect(variables).toContain("DATABASE_URL");

  expect(new Set(Object.keys(defaults))).toEqual(new Set(variables));
  expect(readConfig(defaults)).toEqual(readConfig({}));

  const rows = rowsOf(await read("docs/reference/variables.md"));
  const table = rows.map(([name = "", value = ""]) => [name, value === "unset" ? "" : value]);
  expect(Object.fromEntries(table)).toEqual(defaults);
});

test("what is released has one version", async () => {
  const versions = ["package.json", "apps/api/package.json", "packages/client/package.json"].map(
    async (path) => JSON.parse(await read(path)).version,
  );
  expect(new Set(await Promise.all(versions))).toHaveProperty("size", 1);
});

test("the README has at most 250 lines", async () => {
  expect((await read("README.md")).split("\n").length).toBeLessThanOrEqual(README_MAX_LINES);
});

test("docs/commands.md lists every npm command", async () => {
  const { scripts } = JSON.parse(await read("package.json"));
  const inner = ["lint", "typecheck", "unit"];
  const commands = Object.keys(scripts).filter((name) => !inner.includes(name));
  const rows = rowsOf(await read("docs/commands.md")).flatMap(
    ([name = ""]) => /^npm (?:run )?(\S+)$/.exec(name) ?? [],
  );
  expect(commands.filter((name) => !rows.includes(name))).toEqual([]);
});

test("docs/database.md and docs/operations.md name every table", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url });
  const tables = (await db.introspection.getTables()).filter(
    ({ schema, isView }) => schema === "public" && !isView,
  );
  await db.destroy();
  await database.drop();
  const names = tables.map(({ name }) => name).sort();
  expect(names).toContain("bookings");

  const schema = await read("docs/database.md");
  const statements = [...schema.matchAll(/^CREATE TABLE (\w+) \(.*(?:\n .*)+\n\);$/gm)];
  expect(statements.map(([, name]) => name).sort()).toEqual(names);
  const [, made = ""] = /Holdfast makes\n(.+?)Kysely's two/s.exec(operations) ?? [];
  expect([...made.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(names);
});

/** What a pattern finds in the domain's code, by its first group. */
async function inDomain(pattern: RegExp): Promise<string[]> {
  const directory = new URL("../packages/core/src/", import.meta.url);
  const files = (await readdir(directory, { recursive: true })).filter((file) => file.endsWith(".ts"));
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, directory), "utf8")));
  return sources.flatMap((source) => [...source.matchAll(pattern)].map(([, found = ""]) => found));
}

test("docs/operations.md has every reason for BUSY, and every rule that is checked", async () => {
  const reasons = await inDomain(/HoldfastError\("BUSY", "([^"]+)"/g);
  expect(reasons).toContain("The booking waited too long");
  const [, table = ""] = /\n\| `detail` \|.+\n(?:\|---.*\n)((?:\|.*\n)+)/.exec(operations) ?? [];
  const told = table.split("\n").flatMap((row) => row.split(" | ")[0]?.match(/(?<=`)\w.+?(?=`)/g) ?? []);
  // A client that has gone does not read why.
  expect(told.sort()).toEqual(
    [...new Set(reasons)].filter((reason) => reason !== CLIENT_GONE.message).sort(),
  );
  const rules = await inDomain(/^ {4}rule: "(.+)",$/gm);
  expect(operations).toContain(rules.map((rule) => `- ${rule}\n`).join(""));
});
