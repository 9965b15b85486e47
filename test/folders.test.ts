import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ARCHITECTURE = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");

interface Tree {
  root: string;
  /** The lowest folder: ARCHITECTURE.md's line of ranks begins with it. */
  lowest: string;
  /** The name that the line gives to the files beside the folders, which wire them together. */
  top: string;
}

interface Import {
  from: string;
  to: string;
}

const TREES: Record<string, Tree> = {
  core: { root: "packages/core/src", lowest: "shared", top: "services" },
  "the API": { root: "apps/api/src", lowest: "limits", top: "app" },
};

describe.each(Object.entries(TREES))("%s", (_name, { root, lowest, top }) => {
  const path = join(ROOT, root);
  const folderOf = (file: string) => (file.includes(sep) ? (file.split(sep)[0] as string) : top);

  /** The ranks, lowest first, as ARCHITECTURE.md states them: `shared ← jobs, concurrency ← …`. */
  const line = new RegExp(`^\`(${lowest} ← .*)\`$`, "m").exec(ARCHITECTURE)?.[1] ?? "";
  const ranks = line.split(" ← ").map((rank) => rank.split(", "));
  const rankOf = (file: string) => ranks.findIndex((rank) => rank.includes(folderOf(file)));

  /** Every import across folders, `import type` and re-exports included; paths are relative to the tree. */
  function importsAcrossFolders(): Import[] {
    const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    const imports = files.flatMap((from) => {
      const text = readFileSync(join(path, from), "utf8");
      return [...text.matchAll(/from "(\.[^"]+)"/g)].map((match) => ({
        from,
        to: relative(path, join(path, dirname(from), match[1] as string)),
      }));
    });
    return imports.filter(({ from, to }) => folderOf(from) !== folderOf(to));
  }

  test("every folder has a rank", () => {
    const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(ranks.flat().sort()).toEqual([...folders.map(({ name }) => name), top].sort());
  });

  test("a folder imports folders of lower rank alone", () => {
    const imports = importsAcrossFolders();
    expect(imports.length).toBeGreaterThan(20);
    expect(imports.filter(({ from, to }) => rankOf(to) >= rankOf(from))).toEqual([]);
  });

  test("a folder is imported by its index.ts alone", () => {
    const intoFolders = importsAcrossFolders().filter(({ to }) => folderOf(to) !== top);
    expect(intoFolders.filter(({ to }) => to !== join(folderOf(to), "index.ts"))).toEqual([]);
  });
});
