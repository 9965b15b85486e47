import { readdir, readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { ERRORS } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import { expect, test } from "vitest";
import { readConfig, VARIABLES } from "../apps/api/src/config.ts";
import { startServer } from "../apps/api/test/harness.ts";

/* What README.md, .env.example and docs/operations.md say is held to what the code does. */

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");
const readme = await read("README.md");
const operations = await read("docs/operations.md");
/** The variables of .env.example, all of them commented out there, with the defaults they claim. */
const defaults = parseEnv((await read(".env.example")).replaceAll(/^# (?=[A-Z_]+=)/gm, ""));

/** One example of the walk-through: a command and the answer printed below it. */
interface Example {
  command: string;
  status: number;
  answer: string;
}

/** The text below a heading of the second level, up to the next one. */
function section(heading: string): string {
  const [, text] = readme.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`README.md has no section ${heading}`);
  return text.split("\n## ")[0] ?? "";
}

/** The rows of a section's first table, a list of cells each, without backticks and without the head. */
function tableOf(heading: string): string[][] {
  const lines = section(heading).split("\n");
  const begin = lines.findIndex((line) => line.startsWith("|---"));
  const end = lines.findIndex((line, index) => index > begin && !line.startsWith("|"));
  return lines.slice(begin + 1, end).map((line) => {
    const cells = line.split("|").slice(1, -1);
    return cells.map((cell) => cell.trim().replaceAll("`", ""));
  });
}

function examplesOf(text: string): Example[] {
  const pattern = /```bash\n(.+?)\n```\n\nAnswer `(\d+)`:\n\n```json\n(.+?)\n```/gs;
  return [...text.matchAll(pattern)].map(([, command = "", status, answer = ""]) => ({
    command,
    status: Number(status),
    answer,
  }));
}

/** Understands the few options of curl that the walk-through uses, so that no curl is needed. */
function parseCurl(command: string): { method: string; url: string; headers: Headers; body?: string } {
  const matches = [...command.replaceAll("\\\n", " ").matchAll(/'([^']*)'|(\S+)/g)];
  const [program, ...words] = matches.map(([, quoted, bare]) => quoted ?? bare ?? "");
  if (program !== "curl") throw new Error(`not a curl command: ${command}`);
  const request: ReturnType<typeof parseCurl> = { method: "GET", url: "", headers: new Headers() };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-X") request.method = words.shift() ?? "";
    else if (word === "-d") request.body = words.shift() ?? "";
    else if (word === "-H") {
      const [name = "", value = ""] = (words.shift() ?? "").split(": ");
      request.headers.set(name, value);
    } else if (word.startsWith("http")) request.url = word;
    else throw new Error(`the test does not know curl's ${word}`);
  }
  return request;
}

/** Which placeholder stands for the id that a request's answer brings. */
function placeholderOf(method: string, url: string): string | undefined {
  if (method !== "POST") return undefined;
  if (url.endsWith("/doctors")) return "{doctor_id}";
  if (url.endsWith("/slots")) return "{slot_id}";
  return url.endsWith("/book") ? "{booking_id}" : undefined;
}

/** Numbers ids in the order of their coming, and takes away tokens and the times that the server's clock gives. */
function neutralizer(): (answer: string) => string {
  const ids = new Map<string, string>();
  return (answer) =>
    answer
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
        if (!ids.has(id)) ids.set(id, `id ${ids.size + 1}`);
        return ids.get(id) ?? id;
      })
      .replaceAll(/"token":"[\w-]{22}"/g, '"token":"a token"')
      .replaceAll(/"(\w+(?:_at|At))":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g, '"$1":"a time"');
}

test("the walk-through answers what README.md prints", async () => {
  const text = section("Walk-through");
  const examples = examplesOf(text);
  expect(examples.length, "every command has an answer").toBe(text.split("```bash").length - 1);
  expect(examples.length).toBeGreaterThan(5);

  const database = await createTestDatabase();
  // The defaults are given, because a developer's .env may say otherwise.
  const server = await startServer({
    ...defaults,
    NODE_ENV: "production",
    AUTH: "open",
    PORT: "0",
    DATABASE_URL: database.url,
  });
  try {
    const ids = new Map<string, string>();
    const printed = neutralizer();
    const answered = neutralizer();
    for (const { command, status, answer } of examples) {
      const { url, ...request } = parseCurl(command);
      const address = url
        .replace("http://localhost:4000", server.url)
        .replaceAll(/\{\w+\}/g, (placeholder) => ids.get(placeholder) ?? placeholder);
      const response = await fetch(address, request);
      const body = await response.text();
      expect({ status: response.status, body: answered(body) }, command).toEqual({
        status,
        body: printed(JSON.stringify(JSON.parse(answer))),
      });
      const placeholder = placeholderOf(request.method, url);
      if (placeholder && response.ok) ids.set(placeholder, JSON.parse(body).id);
    }
  } finally {
    await server.end();
    await database.drop();
  }
});

test("the error table of README.md is the closed list", () => {
  const documented = tableOf("Errors").map(([code, status]) => [code, Number(status)]);
  expect(documented).toEqual(Object.entries(ERRORS).map(([code, { status }]) => [code, status]));
});

test("README.md and .env.example list every variable with its default", async () => {
  const variables = Object.keys(VARIABLES);
  expect(variables).toContain("DATABASE_URL");

  expect(new Set(Object.keys(defaults))).toEqual(new Set(variables));
  expect(readConfig(defaults)).toEqual(readConfig({}));

  const table = tableOf("Variables").map(([name = "", value = ""]) => [name, value === "unset" ? "" : value]);
  expect(Object.fromEntries(table)).toEqual(defaults);
});

test("README.md and docs/operations.md name every table", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url });
  const tables = (await db.introspection.getTables()).filter(({ schema }) => schema === "public");
  await db.destroy();
  await database.drop();
  const names = tables.map(({ name }) => name).sort();
  expect(names).toContain("bookings");

  const statements = [...section("Database schema").matchAll(/^CREATE TABLE (\w+) \(.*(?:\n .*)+\n\);$/gm)];
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
  // Who aborted a request does not read why.
  expect(told.sort()).toEqual(
    [...new Set(reasons)].filter((reason) => reason !== "The request was aborted").sort(),
  );
  const rules = await inDomain(/^ {4}rule: "(.+)",$/gm);
  expect(operations).toContain(rules.map((rule) => `- ${rule}\n`).join(""));
});
