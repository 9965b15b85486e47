import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { guard } from "../auth/index.ts";
import { type AccessSettings, type Env, ERRORS_PATH, StaticText } from "../http/index.ts";
import { buildDocument } from "./document/index.ts";
import { ERRORS_PAGE_POLICY, errorsPage } from "./errors-page.ts";
import { postmanCollection } from "./postman/index.ts";

const SCRIPT = `
      Scalar.createApiReference("#reference", {
        url: "/openapi.json",
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: "never",
      });
    `;
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Holdfast API</title>
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/reference.js"></script>
    <script>${SCRIPT}</script>
  </body>
</html>
`;
/**
 * The page needs nothing from other origins, and may load nothing from them. Of scripts it runs the two above; its styles
 * are set by its script, element by element.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  `script-src 'self' 'sha256-${createHash("sha256").update(SCRIPT).digest("base64")}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

/** What the document says where access is not known: as if it were required. */
const STRICTEST: AccessSettings = { isRequired: true, confirmBy: "holder" };

/**
 * Mounts /openapi.json, generated from the routes of `app`, and what is made from it: /docs, a page that reads it, and
 * /postman_collection.json; and /docs/errors.
 */
export function mountDocs(app: OpenAPIHono<Env>, access: AccessSettings = STRICTEST): void {
  const json = (make: () => object) =>
    new StaticText({ "Content-Type": "application/json" }, async () => Buffer.from(JSON.stringify(make())));
  const description = json(() => buildDocument(app, access));
  const collection = json(() => postmanCollection(buildDocument(app, access)));
  app.get("/openapi.json", guard("public"), (c) => description.respond(c));
  app.get("/postman_collection.json", guard("public"), (c) => collection.respond(c));
  const page = new StaticText(
    { "Content-Type": "text/html; charset=UTF-8", "Content-Security-Policy": PAGE_POLICY },
    async () => Buffer.from(PAGE),
  );
  app.get("/docs", guard("public"), (c) => page.respond(c));
  const errors = new StaticText(
    { "Content-Type": "text/html; charset=UTF-8", "Content-Security-Policy": ERRORS_PAGE_POLICY },
    async () => Buffer.from(errorsPage()),
  );
  app.get(ERRORS_PATH, guard("public"), (c) => errors.respond(c));
  const script = new StaticText(
    { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=3600" },
    () => {
      const entry = createRequire(import.meta.url).resolve("@scalar/api-reference");
      return readFile(new URL("browser/standalone.js", pathToFileURL(entry)));
    },
  );
  app.get("/docs/reference.js", guard("public"), (c) => script.respond(c));
}
