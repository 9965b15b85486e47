import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { commonHeaders, type Env } from "../http/index.ts";
import { frameAncestors, isEmbedded } from "./embedding.ts";
import type { Site } from "./site.ts";
import { languageOf, textsOf } from "./texts/index.ts";

/** Pages load what this server has, and nothing else; no script or style stands in the page itself. */
const policyOf = (site: Site): string => [...SOURCES, `frame-ancestors ${frameAncestors(site)}`].join("; ");

const SOURCES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
];

/** What a page says about itself. */
export interface PageInit {
  title: string;
  status?: number;
  headers?: Record<string, string>;
}

/** Responds with a page. No cache keeps it, because it is of this moment and perhaps of this visitor. */
export async function respondPage(
  c: Context<Env>,
  site: Site,
  { title, status = 200, headers = {} }: PageInit,
  content: Child,
): Promise<Response> {
  const page = (
    <Layout c={c} site={site} title={title}>
      {content}
    </Layout>
  );
  return new Response(`<!doctype html>${await page}`, {
    status,
    headers: {
      ...commonHeaders(c.get("requestId"), c.get("usage")),
      "Content-Type": "text/html; charset=UTF-8",
      "Content-Language": languageOf(c, site),
      "Content-Security-Policy": policyOf(site),
      Vary: "Accept-Language, Cookie, Sec-Fetch-Dest",
      ...headers,
    },
  });
}

function Layout({
  c,
  site,
  title,
  children,
}: {
  c: Context<Env>;
  site: Site;
  title: string;
  children?: Child;
}) {
  const texts = textsOf(c, site);
  const embedded = isEmbedded(c);
  return (
    <html lang={languageOf(c, site)} {...(embedded && { "data-embed-origins": site.embedOrigins.join(" ") })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={site.assets.style} />
        {embedded && <script src={site.assets.framedScript} />}
        <script type="module" src={site.assets.script} />
      </head>
      <body>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        <main id="content">{children}</main>
      </body>
    </html>
  );
}
