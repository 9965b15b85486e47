/** Subscribes to calendars of a server of its own with two real programs, Debian's vdirsyncer and khal. It installs nothing. */
import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded } from "@holdfast/embedded-postgres";
import { LOCAL_ENVIRONMENT, ServerProcess } from "./server-process.ts";

const PROGRAMS = ["vdirsyncer", "khal"];
/** The week in which Berlin's clocks are set back, and the evening before. */
const FROM = "2031-10-25";
const TO = "2031-10-28";

interface Fields {
  id: string;
  url: string;
}

/** A command that must succeed; returns what it wrote. */
function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", timeout: 60_000 });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr ?? ""}${stdout ?? ""}`);
}

/** The programs that this machine has not. */
const missing = () => PROGRAMS.filter((name) => spawnSync(name, ["--version"]).error !== undefined);

async function post(url: string, body: object = {}): Promise<Fields> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text) as Fields;
}

/** The configuration of both programs, in a directory of their own. */
async function configure(dir: string, url: string) {
  const calendar = join(dir, "calendar");
  await mkdir(calendar);
  const syncer = join(dir, "vdirsyncer.conf");
  await writeFile(
    syncer,
    `[general]
status_path = "${join(dir, "status")}"

[pair holdfast]
a = "remote"
b = "local"
collections = null

[storage remote]
type = "http"
url = "${url}"

[storage local]
type = "filesystem"
path = "${calendar}"
fileext = ".ics"
`,
  );
  const khal = join(dir, "khal.conf");
  await writeFile(
    khal,
    `[calendars]
[[holdfast]]
path = ${calendar}

[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = ${join(dir, "khal.db")}
`,
  );
  return { calendar, syncer, khal };
}

/** What the two programs make of a server's calendar, as lines. */
class Subscription {
  readonly #files: Awaited<ReturnType<typeof configure>>;

  constructor(files: Awaited<ReturnType<typeof configure>>) {
    this.#files = files;
    run("vdirsyncer", ["-c", files.syncer, "discover", "holdfast"]);
  }

  async lines(): Promise<string[]> {
    const { syncer, khal, calendar } = this.#files;
    run("vdirsyncer", ["-c", syncer, "sync", "holdfast"]);
    const format = ["--format", "{start-date} {start-time}-{end-time} {status}{title}", "--day-format", ""];
    const listed = run("khal", ["-c", khal, "list", ...format, FROM, TO]);
    const files = await readdir(calendar);
    return [`${files.length} entries`, ...listed.split("\n").filter((line) => line.trim() !== "")];
  }
}

/** A line for each claim; false if one does not hold. */
function hold(claims: Readonly<Record<string, boolean>>): boolean {
  for (const [claim, holds] of Object.entries(claims)) console.log(`${holds ? "yes" : "NO "}  ${claim}`);
  return Object.values(claims).every(Boolean);
}

async function check(server: string, dir: string): Promise<boolean> {
  const admin = `${server}/api/admin/shows`;
  const show = await post(admin, { name: "Hamlet", time_zone: "Europe/Berlin" });
  const slot = (start_time: string, end_time: string) =>
    post(`${admin}/${show.id}/slots`, { start_time, end_time, capacity: 3 });
  // 20:00 in summer, one in the hour that comes twice, 20:00 in winter.
  const slots = [
    await slot("2031-10-25T18:00:00Z", "2031-10-25T20:00:00Z"),
    await slot("2031-10-26T00:15:00Z", "2031-10-26T00:45:00Z"),
    await slot("2031-10-26T19:00:00Z", "2031-10-26T21:00:00Z"),
  ];
  const bookings = [];
  for (const { id } of slots)
    bookings.push(await post(`${server}/api/slots/${id}/book`, { customer_name: "Ann" }));
  const { url } = await post(`${admin}/${show.id}/calendar`);
  const subscription = new Subscription(await configure(dir, server + url));
  const before = await subscription.lines();
  console.log(before.join("\n"));
  const [first, , last] = bookings;
  await post(`${server}/api/bookings/${first?.id}/confirm`);
  await post(`${server}/api/bookings/${last?.id}/cancel`);
  const after = await subscription.lines();
  console.log(`\n${after.join("\n")}\n`);
  const has = (lines: readonly string[], text: string) => lines.some((line) => line.includes(text));
  return hold({
    "vdirsyncer fetched an entry for each slot with bookings": has(before, "3 entries"),
    "20:00 is 20:00 on the last evening of summer time": has(before, "2031-10-25 20:00-22:00"),
    "20:00 is 20:00 on the first evening of winter time": has(before, "2031-10-26 20:00-22:00"),
    "the hour that comes twice is told": has(before, "2031-10-26 02:15-02:45"),
    "a cancelled entry is shown as such": has(after, "CANCELLED"),
    "places are counted": has(after, "1 of 3 places") && has(after, "0 of 3 places"),
  });
}

const absent = missing();
if (absent.length > 0) {
  console.error(`Missing: ${absent.join(", ")}. On Debian: sudo apt-get install ${absent.join(" ")}`);
  process.exit(1);
}
const dir = await mkdtemp(join(tmpdir(), "holdfast-calendars-"));
await chmod(dir, 0o755); // root's PostgreSQL runs as another user, who needs access
const dataDir = join(dir, "data");
await mkdir(dataDir);
try {
  const api = new ServerProcess({
    name: "the API",
    stderr: "show",
    environment: { ...process.env, ...LOCAL_ENVIRONMENT, DATABASE_URL: "", DATA_DIR: dataDir },
  });
  const url = await api.ready();
  process.exitCode = (await check(url, dir).finally(() => api.stop())) ? 0 : 1;
} finally {
  await removeEmbedded(dataDir);
  await rm(dir, { recursive: true, force: true });
}
