import { gzipSync } from "node:zlib";

const FIRST_LOAD_MAX_BYTES = 250_000;

/** What a browser fetches for a chunk, before it can run: the chunk and all that it imports, each once. */
function withImports(bundle, fileName, found = new Set()) {
  if (found.has(fileName)) return found;
  found.add(fileName);
  const { imports = [], viteMetadata } = bundle[fileName] ?? {};
  for (const css of viteMetadata?.importedCss ?? []) found.add(css);
  for (const file of imports) withImports(bundle, file, found);
  return found;
}

const gzipBytes = (file) => gzipSync(file.type === "chunk" ? file.code : file.source).length;

/** Prints what the first page loads, the section that opens first included, and refuses a build that loads too much. */
export function firstLoad(sections = /today-page|messages\/en/) {
  return {
    name: "first-load",
    apply: "build",
    writeBundle(_options, bundle) {
      const files = new Set();
      for (const chunk of Object.values(bundle)) {
        const isFirst = chunk.isEntry || sections.test(chunk.facadeModuleId ?? "");
        if (isFirst) for (const file of withImports(bundle, chunk.fileName)) files.add(file);
      }
      const bytes = [...files].reduce((sum, file) => sum + (bundle[file] ? gzipBytes(bundle[file]) : 0), 0);
      const figures = `${(bytes / 1000).toFixed(1)} kB gzip of ${FIRST_LOAD_MAX_BYTES / 1000}`;
      if (bytes > FIRST_LOAD_MAX_BYTES) this.error(`the first load is too large: ${figures}`);
      this.info(`first load: ${figures}, ${files.size} files`);
    },
  };
}
