import { createHash } from "node:crypto";
import { ERRORS } from "@holdfast/contract";

/* The page that the `type` of an error leads to: made of the table of errors, without a script. */

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d5dae1, #3a4049); --marked: light-dark(#fff4d6, #3d3420); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  background: light-dark(#fff, #14171b); color: light-dark(#1b1f24, #e6e9ed); overflow-wrap: anywhere; }
a { color: light-dark(#0b57d0, #8ab4f8); }
nav ul { columns: 16rem; padding-left: 1.2rem; }
section { border-top: 1px solid var(--line); padding: 0.25rem 0.75rem 0.75rem; scroll-margin-top: 0.5rem; }
section:target { background: var(--marked); }
h2 { font-size: 1.1rem; margin: 0.75rem 0 0.25rem; }
p { margin: 0.25rem 0; }
code { font-size: 0.95em; }
`;

/** The page loads nothing, and nothing runs in it. */
export const ERRORS_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML; what stands in backticks is code. */
const html = (text: string): string =>
  text
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? "")
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>");

const section = ([code, { status, title, when, remedy }]: [string, (typeof ERRORS)[keyof typeof ERRORS]]) =>
  `    <section id="${code}">
      <h2><a href="#${code}"><code>${code}</code></a> · ${status}</h2>
      <p>${html(title)}. ${html(when)}</p>
      <p><strong>What to do:</strong> ${html(remedy)}</p>
    </section>
`;

/** /docs/errors: every code with its status, what it means and what to do. */
export function errorsPage(): string {
  const links = Object.keys(ERRORS).map(
    (code) => `        <li><a href="#${code}"><code>${code}</code></a></li>\n`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Errors of the Holdfast API</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <h1>Errors</h1>
    <p>The field <code>code</code> of an error is one of these, over tRPC <code>data.appCode</code>. Codes are never renamed.
      <code>request_id</code> names the request in the server's log. All endpoints: <a href="/docs">the API</a>.</p>
    <nav aria-label="Codes">
      <ul>
${links.join("")}      </ul>
    </nav>
${Object.entries(ERRORS).map(section).join("")}  </body>
</html>
`;
}
