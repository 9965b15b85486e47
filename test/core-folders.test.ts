import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CORE = join(ROOT, "packages/core/src");

/** The files beside the folders wire them together: nothing below imports them. */
const TOP = "services";

/** The ranks of the folders, as ARCHITECTURE.md states them: `shared ← jobs, concurrency ← …`, lowest first. */
function statedRanks(): string[][] {
  const line = /^`(shared ← .*)`$/m.exec(readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8"))?.[1] ?? "";
  return line.split(" ← ").map((rank) => rank.split(", "));
}

interface Import {
  from: string;
  to: string;
}

const folderOf = (file: string) => (file.includes(sep) ? (file.split(sep)[0] as string) : TOP);

/** Every import of a file of core by another, `import type` and re-exports included; paths are relative to core. */
function importsOfCore(): Import[] {
  const files = readdirSync(CORE, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return files.flatMap((from) => {
    const text = readFileSync(join(CORE, from), "utf8");
    return [...text.matchAll(/from "(\.[^"]+)"/g)].map((match) => ({
      from,
      to: relative(CORE, join(CORE, dirname(from), match[1] as string)),
    }));
  });
}

const acrossFolders = () => importsOfCore().filter(({ from, to }) => folderOf(from) !== folderOf(to));

test("ARCHITECTURE.md ranks every folder of core", () => {
  const folders = readdirSync(CORE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(statedRanks().flat().sort()).toEqual([...folders.map(({ name }) => name), TOP].sort());
});

test("a folder imports folders of lower rank alone", () => {
  const ranks = statedRanks();
  const rankOf = (file: string) => ranks.findIndex((rank) => rank.includes(folderOf(file)));
  expect(acrossFolders().length).toBeGreaterThan(100);
  expect(acrossFolders().filter(({ from, to }) => rankOf(to) >= rankOf(from))).toEqual([]);
});

test("a folder is imported by its index.ts alone", () => {
  const intoFolders = acrossFolders().filter(({ to }) => folderOf(to) !== TOP);
  expect(intoFolders.filter(({ to }) => to !== join(folderOf(to), "index.ts"))).toEqual([]);
});
