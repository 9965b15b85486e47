import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession } from "@holdfast/db/testing";
import { freePort } from "./faults/postgres.ts";
import { until } from "./faults/wait.ts";

/** The variable with the path of PgBouncer. If it is set, all tests reach their databases through PgBouncer. */
export const PGBOUNCER_VARIABLE = "PGBOUNCER";

/** The settings that docs/reliability.md gives for PgBouncer. */
const SETTINGS = {
  pool_mode: "transaction",
  max_prepared_statements: "200",
  ignore_startup_parameters:
    "extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout",
  max_client_conn: "1000",
  default_pool_size: "30",
};

/** Starts PgBouncer before a server; its user and password are those of the URL. */
export async function startPgBouncer(program: string, serverUrl: string) {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-pgbouncer-"));
  await chmod(directory, 0o755);
  const server = new URL(serverUrl);
  const port = await freePort();
  const users = join(directory, "users.txt");
  await writeFile(users, `"${server.username}" "${server.password}"\n`, { mode: 0o644 });
  const all = {
    listen_addr: "127.0.0.1",
    listen_port: String(port),
    unix_socket_dir: "",
    auth_type: "scram-sha-256",
    auth_file: users,
    ...SETTINGS,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`);
  const file = join(directory, "pgbouncer.ini");
  await writeFile(
    file,
    `[databases]\n* = host=127.0.0.1 port=${server.port}\n[pgbouncer]\n${lines.join("\n")}\n`,
    { mode: 0o644 },
  );
  const account = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(program, ["-q", ...account, file], { stdio: ["ignore", "ignore", "inherit"] });
  const through = new URL(serverUrl);
  through.port = String(port);
  await until("PgBouncer takes connections", async () => {
    const session = await openSession(through.href).catch(() => undefined);
    await session?.end();
    return session !== undefined;
  });
  return {
    port,
    stop: async () => {
      const exited = once(child, "exit");
      child.kill("SIGINT");
      await exited;
      await rm(directory, { recursive: true });
    },
  };
}
