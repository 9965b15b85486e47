import { spawn } from "node:child_process";
import { chown, mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findRunningEmbedded } from "../src/index.ts";
import {
  cleanUp,
  connect,
  ended,
  exists,
  killHard,
  makeDirectory,
  postmasterPid,
  processesOf,
  query,
  startElsewhere,
  startHere,
  until,
} from "./fixtures/helpers.ts";

afterEach(cleanUp);

const ANOTHER =
  /^Another Holdfast is already running on \S+ \(PostgreSQL at 127\.0\.0\.1:\d+\)\. Stop it first.+$/;

describe("start and stop", () => {
  it("keeps the data from one start to the next", async () => {
    const directory = await makeDirectory();
    const first = await startHere(directory);
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    expect(await findRunningEmbedded(join(directory, "data"))).toBe(first.url);
    await Promise.all([first.stop(), first.stop()]);
    expect(await findRunningEmbedded(join(directory, "data"))).toBeUndefined();

    const second = await startHere(directory);
    expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  });

  it("is durable, UTF-8, in UTC, and closed to everybody else", async () => {
    const directory = await makeDirectory();
    const { url } = await startHere(directory);
    const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('synchronous_commit', 'listen_addresses',
      'unix_socket_directories', 'TimeZone', 'log_timezone', 'max_connections', 'server_encoding', 'data_checksums')`;
    const rows = await query<{ name: string; setting: string }>(url, settings);
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      TimeZone: "UTC",
      data_checksums: "on",
      listen_addresses: "127.0.0.1",
      log_timezone: "UTC",
      max_connections: "100",
      server_encoding: "UTF8",
      synchronous_commit: "on",
      unix_socket_directories: "",
    });
    const text = "SELECT lower('ÄÉÑ') AS lower, 'Z' < 'a' AS by_code_point";
    expect(await query(url, text)).toEqual([{ lower: "äéñ", by_code_point: true }]);
    expect((await stat(join(directory, "data/postgres/password"))).mode & 0o777).toBe(0o600);
    const wrong = url.replace(/:[^:@]+@/, ":wrong@");
    await expect(query(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
  });

  it("writes its log in small segments, but checkpoints no more often for that", async () => {
    const { url } = await startHere(await makeDirectory());
    const settings =
      "SELECT name, setting FROM pg_settings WHERE name IN ('wal_segment_size', 'max_wal_size', 'min_wal_size')";
    expect(await query(url, `${settings} ORDER BY name`)).toEqual([
      { name: "max_wal_size", setting: "1024" }, // MB
      { name: "min_wal_size", setting: "80" }, // MB
      { name: "wal_segment_size", setting: String(2 * 1024 * 1024) }, // bytes
    ]);
  });

  it("bounds the log", async () => {
    const directory = await makeDirectory();
    await (await startHere(directory)).stop();
    const log = join(directory, "data/postgres/postgres.log");
    await writeFile(log, Buffer.alloc(10 * 1024 * 1024 + 1, "x"));
    await startHere(directory);
    expect((await stat(log)).size).toBeLessThan(100_000);
  });
});

describe("one owner", () => {
  it("refuses a second start in one line and leaves the first alone", async () => {
    const directory = await makeDirectory();
    const first = await startElsewhere(directory);
    await expect(startHere(directory)).rejects.toThrow(ANOTHER);
    expect(await query(first.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("lets exactly one of two simultaneous first starts win", async () => {
    const directory = await makeDirectory();
    const both = await Promise.all([startElsewhere(directory), startElsewhere(directory)]);
    const [winner, ...otherWinners] = both.filter(({ url }) => url);
    const [loser] = both.filter(({ error }) => error);
    expect(otherWinners).toEqual([]);
    expect(loser?.error.replace("EmbeddedPostgresError: ", "")).toMatch(ANOTHER);
    expect(await query(winner?.url ?? "", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await readdir(join(directory, "data"))).toEqual(["postgres"]);
  });

  it("adopts the server of a killed owner, and stops it in the end", async () => {
    const directory = await makeDirectory();
    const killed = await startElsewhere(directory);
    const pid = await postmasterPid(directory);
    killHard([killed.child.pid]);
    await ended(killed);

    const heir = await startHere(directory);
    expect(heir.url).toBe(killed.url);
    expect(await postmasterPid(directory)).toBe(pid);
    await heir.stop();
    await until(() => !exists(pid));
  });

  it("survives a Ctrl-C, which reaches every process of the terminal's group", async () => {
    const directory = await makeDirectory();
    const owner = await startElsewhere(directory);
    process.kill(-Number(owner.child.pid), "SIGINT");
    await ended(owner);
    expect(await query(owner.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("claims its server anew after a crash of a backend", async () => {
    const directory = await makeDirectory();
    const { url } = await startHere(directory);
    const locks = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted";
    const [before] = await query<{ pid: number }>(url, locks);
    killHard([before?.pid]);
    await until(async () => {
      const rows = await query<{ pid: number }>(url, locks).catch(() => []);
      return rows.length === 1 && rows[0]?.pid !== before?.pid;
    });
    expect((await startElsewhere(directory)).error).toContain("Another Holdfast is already running");
  });
});

describe("after kill -9", () => {
  it("has everything that was committed", async () => {
    const directory = await makeDirectory();
    const owner = await startElsewhere(directory);
    const victims = await processesOf(directory, owner.url);
    const client = await connect(owner.url);
    await client.query("CREATE TABLE booked (number int)");
    let committed = 0;
    const writing = (async () => {
      for (;;) {
        await client.query("INSERT INTO booked VALUES ($1)", [committed + 1]);
        committed += 1;
      }
    })().catch(() => {});
    await until(() => committed > 100);
    killHard([owner.child.pid, ...victims]);
    await writing;

    const { url } = await startHere(directory);
    const [row] = await query<{ count: number }>(url, "SELECT count(*)::int AS count FROM booked");
    expect([committed, committed + 1]).toContain(row?.count);
  });

  it("can be killed during the first start", async () => {
    const directory = await makeDirectory();
    const starting = startElsewhere(directory);
    const data = join(directory, "data");
    let pid: number | undefined;
    await until(async () => {
      pid = (await readdir(data).catch(() => [])).map((name) => Number(name.split("-")[1])).find(Boolean);
      return pid !== undefined;
    });
    killHard([pid]);
    await starting;
    expect(await readdir(data)).not.toContain("postgres");
    const left = `.new-${2 ** 30}-killed`;
    await mkdir(join(data, left, "half/made"), { recursive: true });
    await startHere(directory);
    expect(await readdir(data)).toContain("postgres");
    expect(await readdir(data)).not.toContain(left);
  });

  it("waits for backends that outlive the postmaster", async () => {
    const directory = await makeDirectory();
    const owner = await startElsewhere(directory);
    const client = await connect(owner.url);
    const backend = Number((await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid);
    process.kill(backend, "SIGSTOP");
    killHard([owner.child.pid, await postmasterPid(directory)]);
    await ended(owner);

    const next = startHere(directory);
    const log = join(directory, "data/postgres/postgres.log");
    await until(async () => (await readFile(log, "utf8")).includes("pre-existing shared memory block"));
    killHard([backend]);
    expect(await query((await next).url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("is not fooled when another process has the old id, or by an empty postmaster.pid", async () => {
    const directory = await makeDirectory();
    const owner = await startElsewhere(directory);
    killHard([owner.child.pid, ...(await processesOf(directory, owner.url))]);
    await ended(owner);

    const file = join(directory, "data/postgres/data/postmaster.pid");
    const { uid, gid } = await stat(file);
    const stranger = spawn("sleep", ["60"], { uid, gid, cwd: "/" });
    try {
      await writeFile(file, (await readFile(file, "utf8")).replace(/^\d+/, String(stranger.pid)));
      const server = await startHere(directory);
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
      await server.stop();
    } finally {
      stranger.kill();
    }
    await writeFile(file, "");
    await chown(file, uid, gid);
    await utimes(file, new Date(0), new Date(0));
    await startHere(directory);
  });
});
