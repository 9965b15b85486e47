import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { HoldfastError } from "@holdfast/contract";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { guard } from "../auth/index.ts";
import { type Env, servingFile } from "../http/index.ts";

const BUILT = fileURLToPath(new URL("../../../console/dist", import.meta.url));
const ROOT = "/admin";
const DOCUMENT = "index.html";

/** The console loads what this server has, and nothing else; it shows the picture of a camera, and reads codes in a worker. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Serves the built console: its files, and for every other path below `/admin` its one document, which shows what the path means.
 * All are read now, so that another build beside the running server takes nothing from it.
 * @throws Error where it is not built
 */
export function mountFiles(app: OpenAPIHono<Env>, directory = BUILT): void {
  const files = readBuilt(directory);
  for (const [name, content] of files) {
    if (name === DOCUMENT) continue;
    // The names of these have a digest of what is in them.
    const isKept = name.startsWith("assets/");
    app.get(`${ROOT}/${name}`, guard("probe"), servingFile(name, content, { isKept }));
  }
  app.get(`${ROOT}/assets/*`, guard("probe"), () => {
    throw new HoldfastError("NOT_FOUND", "The console has no such file");
  });
  const headers = { "Content-Security-Policy": POLICY };
  const document = servingFile(DOCUMENT, files.get(DOCUMENT) as Buffer, { headers });
  app.get(ROOT, guard("probe"), document);
  app.get(`${ROOT}/*`, guard("probe"), document);
}

/** The content of each file, by its path from the directory. */
function readBuilt(directory: string): Map<string, Buffer> {
  try {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    // A build that was broken off has none.
    files.push(join(directory, DOCUMENT));
    return new Map(files.map((file) => [relative(directory, file).replaceAll(sep, "/"), readFileSync(file)]));
  } catch (cause) {
    throw new Error("the console is not built: run `npm run build`, or set HOLDFAST_PAGES=off", { cause });
  }
}
