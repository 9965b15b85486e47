import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { guard, TOKEN_HEADER } from "../auth/index.ts";
import { commonHeaders, type Env } from "../http/index.ts";

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
    <script>
      Scalar.createApiReference("#reference", {
        url: "/openapi.json",
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: "never",
      });
    </script>
  </body>
</html>
`;
/** The page needs nothing from other origins, and may load nothing from them. */
const PAGE_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

const headersOf = (c: Context<Env>) => commonHeaders(c.get("requestId"), c.get("usage"));

/** Mounts /openapi.json, generated from the routes of `app`, and /docs, a page that reads it. */
export function mountDocs(app: OpenAPIHono<Env>): void {
  const components = app.openAPIRegistry;
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
  app.get("/openapi.json", guard("public"), (c, next) => {
    for (const [name, value] of Object.entries(headersOf(c))) c.header(name, value);
    return next();
  });
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Holdfast",
      version: "0.1.0",
      description: "A ticket booking system that never oversells.",
    },
  });
  app.get("/docs", guard("public"), (c) =>
    c.html(PAGE, 200, { ...headersOf(c), "Content-Security-Policy": PAGE_POLICY }),
  );
  app.get("/docs/reference.js", guard("public"), async (c) => {
    const script = createRequire(import.meta.url).resolve("@scalar/api-reference");
    const bundle = await readFile(new URL("browser/standalone.js", pathToFileURL(script)));
    return c.body(bundle, 200, {
      ...headersOf(c),
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
    });
  });
}
