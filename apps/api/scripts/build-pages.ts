/** Bundles the pages' scripts for browsers into dist/pages, with a manifest: `node scripts/build-pages.ts`. */
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** The client is bundled from its sources, whose own dependencies an install for production leaves out. */
const pathOfImport = (name: string) => fileURLToPath(import.meta.resolve(name));
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUTPUT = pathOf("../dist/pages");

/** The entries. */
const INPUT = { main: pathOf("../src/pages/browser/main.ts") };

const bundle = await rolldown({
  input: INPUT,
  platform: "browser",
  tsconfig: false,
  resolve: {
    alias: {
      "@holdfast/client": pathOf("../../../packages/client/src/index.ts"),
      "@trpc/client": pathOfImport("@trpc/client"),
      "@trpc/server/observable": pathOfImport("@trpc/server/observable"),
    },
  },
  transform: { target: "es2022", jsx: { runtime: "automatic", importSource: "hono/jsx/dom" } },
});
const { output } = await bundle.write({
  dir: OUTPUT,
  format: "esm",
  minify: true,
  entryFileNames: "[name]-[hash].js",
  chunkFileNames: "[name]-[hash].js",
});
await bundle.close();
/** All that a visitor's browser loads of scripts, compressed. */
const SCRIPTS_MAX_BYTES = 60 * 1024;
const bytes = output
  .filter((file) => file.type === "chunk")
  .reduce((sum, { code }) => sum + gzipSync(code).length, 0);
console.log(`the pages' scripts have ${bytes} bytes, compressed; at most ${SCRIPTS_MAX_BYTES}`);
if (bytes > SCRIPTS_MAX_BYTES) throw new Error("the pages' scripts are too large");
const entries = output.filter((file) => file.type === "chunk").filter((file) => file.isEntry);
const manifest = {
  entries: Object.fromEntries(entries.map(({ name, fileName }) => [name, fileName])),
  files: output.map(({ fileName }) => fileName),
};
// Moved into place, so that no server reads half of it.
await writeFile(join(OUTPUT, `${process.pid}.json`), JSON.stringify(manifest, undefined, 2));
await rename(join(OUTPUT, `${process.pid}.json`), join(OUTPUT, "manifest.json"));
for (const file of await readdir(OUTPUT)) {
  const isOld = file.endsWith(".js") && !manifest.files.includes(file);
  if (isOld) await rm(join(OUTPUT, file), { force: true });
}
