import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { OPERATION_TAGS, restProblem } from "@holdfast/contract";
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { guard, TOKEN_HEADER } from "../auth/index.ts";
import { type Env, StaticText } from "../http/index.ts";

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

const DESCRIPTION = {
  openapi: "3.1.0",
  info: {
    title: "Holdfast",
    version: "0.1.0",
    description: "A ticket booking system that never oversells.",
  },
  tags: OPERATION_TAGS.map(({ name, description }) => ({ name, description })),
};

/** The schema that the errors of all operations refer to. */
function problemSchema() {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(restProblem, { io: "input" });
  return schema as object;
}

/** Mounts /openapi.json, generated from the routes of `app`, and /docs, a page that reads it. */
export function mountDocs(app: OpenAPIHono<Env>): void {
  const components = app.openAPIRegistry;
  components.registerComponent("schemas", "Problem", problemSchema());
  components.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "The API key of a member of staff",
  });
  components.registerComponent("securitySchemes", "bookingToken", {
    type: "apiKey",
    in: "header",
    name: TOKEN_HEADER,
    description: "The `token` of the answer that made the booking",
  });
  const description = new StaticText({ "Content-Type": "application/json" }, async () =>
    Buffer.from(JSON.stringify(app.getOpenAPI31Document(DESCRIPTION))),
  );
  app.get("/openapi.json", guard("public"), (c) => description.respond(c));
  const page = new StaticText(
    { "Content-Type": "text/html; charset=UTF-8", "Content-Security-Policy": PAGE_POLICY },
    async () => Buffer.from(PAGE),
  );
  app.get("/docs", guard("public"), (c) => page.respond(c));
  const script = new StaticText(
    { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=3600" },
    () => {
      const entry = createRequire(import.meta.url).resolve("@scalar/api-reference");
      return readFile(new URL("browser/standalone.js", pathToFileURL(entry)));
    },
  );
  app.get("/docs/reference.js", guard("public"), (c) => script.respond(c));
}
