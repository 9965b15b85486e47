import { type Language, language as languages } from "@holdfast/contract";
import type { Child } from "hono/jsx";
import { commonHeaders } from "../http/index.ts";
import { frameAncestors, isEmbedded } from "./embedding.ts";
import type { Site } from "./site.ts";
import type { Visit } from "./visit.ts";

/** Pages load what this server has, and nothing else; no script or style stands in the page itself. */
const SOURCES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
];

const policyOf = (site: Site): string => [...SOURCES, `frame-ancestors ${frameAncestors(site)}`].join("; ");

/** What a page says about itself. */
export interface PageInit {
  title: string;
  status?: number;
  headers?: Record<string, string>;
}

/** Responds with a page. No cache keeps it, because it is of this moment and perhaps of this visitor. */
export async function respondPage(
  visit: Visit,
  { title, status = 200, headers = {} }: PageInit,
  content: Child,
): Promise<Response> {
  const { c, site, language } = visit;
  const page = (
    <Layout visit={visit} title={title}>
      {content}
    </Layout>
  );
  return new Response(`<!doctype html>${await page}`, {
    status,
    headers: {
      ...commonHeaders(c.get("requestId"), c.get("usage")),
      "Content-Type": "text/html; charset=UTF-8",
      "Content-Language": language,
      "Content-Security-Policy": policyOf(site),
      // With `no-referrer` browsers would send forms with `Origin: null`. No address of a page has a secret.
      "Referrer-Policy": "same-origin",
      Vary: "Accept-Language, Cookie, Sec-Fetch-Dest",
      ...headers,
    },
  });
}

interface LayoutProps {
  visit: Visit;
  title: string;
  children?: Child;
}

function Layout({ visit, title, children }: LayoutProps) {
  const { c, site, language, texts, now } = visit;
  // What stands for a form that was sent must not be replaced by the page's first form.
  const isAnswer = c.req.method === "POST";
  const embedOrigins = isEmbedded(c) ? site.embedOrigins.join(" ") : undefined;
  return (
    <html lang={language} data-embed-origins={embedOrigins}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={site.assets.style} />
        {embedOrigins !== undefined && <script src={site.assets.framedScript} />}
        <script type="module" src={site.assets.script} />
      </head>
      <body>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        <header class="site">
          <a class="brand" href="/">
            {texts.siteName}
          </a>
          <LanguageSwitch visit={visit} />
        </header>
        <main id="content" tabindex={-1} data-now={now} data-answer={isAnswer ? "" : undefined}>
          {children}
        </main>
        <p class="said" id="said" role="status" />
      </body>
    </html>
  );
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch" };

/** A button for each of the other languages. */
function LanguageSwitch({ visit: { c, language } }: { visit: Visit }) {
  const { pathname, search } = new URL(c.req.url);
  return (
    <form class="languages" method="post" action="/language" data-plain="">
      <input type="hidden" name="back" value={pathname + search} />
      {languages.options
        .filter((other) => other !== language)
        .map((other) => (
          <button class="quiet" type="submit" name="language" value={other} lang={other}>
            {LANGUAGE_NAMES[other]}
          </button>
        ))}
    </form>
  );
}
