import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { HoldfastError } from "@holdfast/contract";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { getMimeType } from "hono/utils/mime";
import { guard } from "../auth/index.ts";
import { type Env, StaticText } from "../http/index.ts";

const BUILT = fileURLToPath(new URL("../../../console/dist", import.meta.url));
const ROOT = "/admin";
const DOCUMENT = "index.html";
const KEPT = "public, max-age=31536000, immutable";

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
 * @throws Error where it is not built
 */
export function mountFiles(app: OpenAPIHono<Env>): void {
  for (const name of builtFiles()) {
    if (name !== DOCUMENT) app.get(`${ROOT}/${name}`, guard("probe"), serving(name));
  }
  app.get(`${ROOT}/assets/*`, guard("probe"), () => {
    throw new HoldfastError("NOT_FOUND", "The console has no such file");
  });
  const document = serving(DOCUMENT);
  app.get(ROOT, guard("probe"), document);
  app.get(`${ROOT}/*`, guard("probe"), document);
}

function builtFiles(): string[] {
  try {
    return readdirSync(BUILT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(BUILT, join(parentPath, name)).replaceAll(sep, "/"));
  } catch (cause) {
    throw new Error("the console is not built: run `npm run build`, or set HOLDFAST_PAGES=off", { cause });
  }
}

function serving(name: string) {
  const text = new StaticText(
    {
      "Content-Type": getMimeType(name) ?? "application/octet-stream",
      ...(name === DOCUMENT && { "Content-Security-Policy": POLICY }),
      // The names of these have a digest of what is in them.
      ...(name.startsWith("assets/") && { "Cache-Control": KEPT }),
    },
    () => readFile(join(BUILT, name)),
  );
  return (c: Parameters<StaticText["respond"]>[0]) => text.respond(c);
}
