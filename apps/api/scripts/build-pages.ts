/** Bundles the pages' scripts for browsers into dist/pages, with a manifest: `node scripts/build-pages.ts`. */
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUTPUT = pathOf("../dist/pages");

/** Modules, by the names of their entries; they share what they have in common. */
const MODULES = { main: pathOf("../src/pages/browser/main.ts") };
/** What runs before a page's first paint, or on pages of other sites: each is a script of one file. */
const SCRIPTS = [
  { input: { framed: pathOf("../src/pages/browser/framed.ts") }, file: "framed-[hash].js" },
  { input: { embed: pathOf("../src/pages/browser/embed.ts") }, file: "embed.js" },
];

/** The client is bundled from its sources, whose own dependencies an install for production leaves out. */
const ALIASES = {
  "@holdfast/client": pathOf("../../../packages/client/src/index.ts"),
  "@trpc/client": fileURLToPath(import.meta.resolve("@trpc/client")),
  "@trpc/server/observable": fileURLToPath(import.meta.resolve("@trpc/server/observable")),
};

/** All that a visitor's browser loads of scripts, compressed. */
const SCRIPTS_MAX_BYTES = 60 * 1024;

/** Bundles entries into the output, and returns the files that it has written. */
async function build(input: Record<string, string>, format: "esm" | "iife", file: string) {
  const bundle = await rolldown({
    input,
    platform: "browser",
    tsconfig: false,
    resolve: { alias: ALIASES },
    transform: { target: "es2022", jsx: { runtime: "automatic", importSource: "hono/jsx/dom" } },
  });
  const { output } = await bundle.write({
    dir: OUTPUT,
    format,
    minify: true,
    entryFileNames: file,
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  return output;
}

const output = await build(MODULES, "esm", "[name]-[hash].js");
for (const { input, file } of SCRIPTS) output.push(...(await build(input, "iife", file)));
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
