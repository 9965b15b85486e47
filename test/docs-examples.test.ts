import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { createTestDatabase } from "@holdfast/db/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startServer, type TestServer } from "../apps/api/test/harness.ts";
import { createClient } from "../packages/client/src/index.ts";

/* The examples of the documentation run as printed: every curl command of these pages is sent to a server, and then their
   scripts run. Each page has a server without any data, as a new user has. */

const PAGES = [
  "docs/walk-through.md",
  "README.md",
  "docs/schedules.md",
  "docs/access.md",
  "docs/staff.md",
  "docs/door.md",
];
const ADMIN_API_KEY = "0123456789abcdef0123456789abcdef";

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");
/** The defaults are given, because a developer's .env may say otherwise. */
const defaults = parseEnv((await read(".env.example")).replaceAll(/^# (?=[A-Z_]+=)/gm, ""));

/** One example: a command, the status printed below it, and the body where that is printed in full. */
interface Example {
  command: string;
  status: number;
  body?: string;
}

/** A command is followed by a comment with its status, or by a paragraph with the status and a block with the body. */
function examplesOf(page: string): Example[] {
  const blocks = /```bash\n(.+?)\n```(?:\n\nResponse `(\d+)`:\n\n```json\n(.+?)\n```)?/gs;
  // Within a block a command ends before a blank line, a comment or the end.
  const commands = /^(curl .+?)(?:\n# (\d{3}):|\n\n|$(?![\s\S]))/gms;
  return [...page.matchAll(blocks)].flatMap(([, block = "", status, body]) =>
    [...block.matchAll(commands)].map(([, command = "", comment]) => ({
      command,
      status: Number(status ?? comment),
      ...(body !== undefined && { body }),
    })),
  );
}

/** Understands the few options of curl that the examples use, so that no curl is needed. */
function parseCurl(command: string): { method: string; url: string; headers: Headers; body?: string } {
  const text = command.replaceAll("\\\n", " ").replaceAll("$ADMIN_API_KEY", ADMIN_API_KEY);
  const matches = [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)];
  const [program, ...words] = matches.map(([, single, double, bare]) => single ?? double ?? bare ?? "");
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

/** Runs the page's scripts on the server that `url` names; returns what they wrote. */
async function runScripts(page: string, url: string): Promise<string[]> {
  const written: string[] = [];
  for (const [, script = ""] of page.matchAll(/```js\n(.+?)\n```/gs)) {
    const code = script
      .replace('import { createClient } from "@holdfast/client";', "")
      .replace("http://localhost:4000", url);
    const run = new Function("createClient", "console", `return (async () => { ${code} })();`);
    await run(createClient, { log: (line: string) => written.push(line) });
  }
  return written;
}

/** The doctor of a page whose examples make none. */
async function makeDoctor(): Promise<string> {
  const { body } = await server.call("POST", "/api/admin/doctors", { name: "Dr. Ada Reyes" });
  return body.id;
}

/** Which placeholder stands for the id of a request's response. */
function placeholderOf(method: string, url: string): string | undefined {
  if (method !== "POST") return undefined;
  if (url.endsWith("/doctors")) return "{doctor_id}";
  if (url.endsWith("/slots")) return "{slot_id}";
  if (url.endsWith("/schedules")) return "{schedule_id}";
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

let server: TestServer;
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeEach(async () => {
  database = await createTestDatabase();
  server = await startServer({
    ...defaults,
    NODE_ENV: "production",
    AUTH: "open",
    ADMIN_API_KEY,
    PORT: "0",
    DATABASE_URL: database.url,
  });
});

afterEach(async () => {
  await server.end();
  await database.drop();
});

test.each(PAGES)("the examples of %s run as printed", async (page) => {
  const ids = new Map([["{scanned_at}", new Date().toISOString()]]);
  const text = await read(page);
  if (!text.includes("/api/admin/doctors \\\n")) ids.set("{doctor_id}", await makeDoctor());
  const examples = examplesOf(text);
  expect(examples.length, "every command is an example").toBe(text.split(/^curl /m).length - 1);
  expect(examples.length).toBeGreaterThan(0);
  const printed = neutralizer();
  const answered = neutralizer();
  for (const example of examples) {
    const { url, ...request } = parseCurl(example.command);
    const filled = (text: string) =>
      text.replaceAll(/\{\w+\}/g, (placeholder) => ids.get(placeholder) ?? placeholder);
    const address = filled(url.replace("http://localhost:4000", server.url));
    if (request.body) request.body = filled(request.body);
    const response = await fetch(address, request);
    const body = await response.text();
    expect(response.status, example.command).toBe(example.status);
    if (example.body !== undefined) {
      expect(answered(body), example.command).toBe(printed(JSON.stringify(JSON.parse(example.body))));
    }
    const placeholder = placeholderOf(request.method, url);
    if (placeholder && response.ok) ids.set(placeholder, JSON.parse(body).id);
  }
  const written = await runScripts(text, server.url);
  if (page !== "README.md") return;
  expect(written.join("\n")).toMatch(/^1(19|20) seconds to pay\nCONFIRMED: booking [0-9a-f-]{36}$/);
});

test("the walk-through prints every response", async () => {
  const examples = examplesOf(await read("docs/walk-through.md"));
  expect(examples.length).toBeGreaterThan(5);
  expect(examples.filter(({ body }) => body === undefined)).toEqual([]);
});
