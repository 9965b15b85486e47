import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/* contract, db ← core ← apps/api → embedded-postgres; client stands alone. No package imports an app. */
const CASES: [folder: string, imported: string, allowed: boolean][] = [
  ["packages/contract/src", "zod", true],
  ["packages/contract/src", "@holdfast/core", false],
  ["packages/contract/src", "@holdfast/db", false],
  ["packages/contract/src", "../../core/src/index.ts", false],
  ["packages/db/src", "kysely", true],
  ["packages/db/src", "@holdfast/contract", false],
  ["packages/db/src", "@holdfast/core", false],
  ["packages/db/src", "@holdfast/embedded-postgres", false],
  ["packages/embedded-postgres/src", "pg", true],
  ["packages/embedded-postgres/src", "@holdfast/db", false],
  ["packages/embedded-postgres/src", "../../db/src/index.ts", false],
  ["packages/core/src", "@holdfast/contract", true],
  ["packages/core/src", "@holdfast/db", true],
  ["packages/core/src", "@holdfast/embedded-postgres", false],
  ["packages/core/src", "@holdfast/api", false],
  ["packages/core/src", "../../../apps/api/src/app.ts", false],
  ["packages/core/src", "../../db/src/index.ts", false],
  ["packages/client/src", "@trpc/client", true],
  ["packages/client/src", "@holdfast/contract", false],
  ["packages/client/src", "@holdfast/core", false],
  ["packages/client/src", "../../contract/src/index.ts", false],
  ["packages/client/src", "../../../apps/api/src/trpc/router.ts", false],
  ["apps/api/src", "@holdfast/core", true],
  ["apps/api/src", "@holdfast/embedded-postgres", true],
  ["apps/api/src/rest", "../http/index.ts", true],
  ["apps/api/src", "../../../packages/core/src/index.ts", false],
];

let copy: string;
let complaints: string;

/** Writes a file per case to a copy of the folders, and lints them by the project's own rules. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "holdfast-lint-"));
  await copyFile(join(ROOT, "biome.json"), join(copy, "biome.json"));
  await copyFile(join(ROOT, ".gitignore"), join(copy, ".gitignore"));
  for (const [index, [folder, imported]] of CASES.entries()) {
    const file = join(copy, folder, `case-${index}.ts`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `import { x } from "${imported}";\n\nx();\n`);
  }
  const biome = join(ROOT, "node_modules/.bin/biome");
  const args = ["lint", "--only=style/noRestrictedImports", "--max-diagnostics=none", "--reporter=github"];
  const { stdout } = spawnSync(biome, args, { cwd: copy, encoding: "utf8" });
  complaints = stdout;
});

afterAll(() => rm(copy, { recursive: true }));

test.each(CASES)("%s importing %s is allowed: %s", (folder, imported, allowed) => {
  const index = CASES.findIndex((other) => other[0] === folder && other[1] === imported);
  expect(complaints.includes(`case-${index}.ts`)).toBe(!allowed);
});
