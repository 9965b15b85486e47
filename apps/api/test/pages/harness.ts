import { createApp } from "../../src/app.ts";
import { createPages } from "../../src/pages/index.ts";
import { createTestApp, type TestApp } from "../harness.ts";

/* A visitor of the pages, without a browser and without scripts: they send forms as a browser sends them. */

const IN_ONE_ORIGIN = { "Sec-Fetch-Site": "same-origin" };

/** A page as it came. */
export interface Page {
  status: number;
  headers: Headers;
  html: string;
  /** The path of the page, behind any redirect. */
  path: string;
}

/** A browser with its cookies. */
export class Visitor {
  readonly #request: TestApp["app"]["request"];
  readonly #headers: Record<string, string>;
  /** Name, value and path of each cookie. */
  readonly cookies: { name: string; value: string; path: string; attributes: string }[] = [];

  constructor({ app }: Pick<TestApp, "app">, headers: Record<string, string> = {}) {
    this.#request = app.request.bind(app);
    this.#headers = { "Accept-Language": "en", ...headers };
  }

  /** Opens a page, and follows where it leads. */
  open(path: string): Promise<Page> {
    return this.#go(path, {});
  }

  /** Sends the fields of a form, and follows where it leads. */
  async send(
    path: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const sent = { ...IN_ONE_ORIGIN, "Content-Type": "application/x-www-form-urlencoded", ...headers };
    return this.#go(path, { method: "POST", body: new URLSearchParams(fields).toString(), headers: sent });
  }

  /**
   * Fills in and sends a form of a page, as a click on a button does.
   * @param button the end of the button's `formaction`, or of the form's `action`
   */
  submit(page: Page, action: string, typed: Record<string, string> = {}): Promise<Page> {
    return this.send(action, { ...hiddenFieldsOf(page.html, action), ...typed });
  }

  async #go(path: string, init: RequestInit): Promise<Page> {
    const headers = { ...this.#headers, ...this.#cookiesFor(path), ...(init.headers as object) };
    const response = await this.#request(path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const location = response.headers.get("Location");
    if (response.status === 303 && location !== null) return this.#go(location, {});
    return { status: response.status, headers: response.headers, html: await response.text(), path };
  }

  #cookiesFor(path: string): Record<string, string> {
    const [pathname = ""] = path.split("?");
    const fitting = this.cookies.filter(
      ({ path: own }) => own === "/" || pathname === own || pathname.startsWith(`${own}/`),
    );
    return fitting.length > 0
      ? { Cookie: fitting.map(({ name, value }) => `${name}=${value}`).join("; ") }
      : {};
  }

  #keep(header: string): void {
    const [pair = "", ...attributes] = header.split("; ");
    const [name = "", value = ""] = pair.split("=");
    const path = attributes.find((attribute) => attribute.startsWith("Path="))?.slice("Path=".length) ?? "/";
    this.cookies.push({ name, value, path, attributes: attributes.join("; ") });
  }
}

/** The hidden fields of the form that has this action, or a button with it. */
function hiddenFieldsOf(html: string, action: string): Record<string, string> {
  const forms = html.match(/<form[^>]*>[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((text) => text.includes(`action="${action}"`));
  if (form === undefined) throw new Error(`the page has no form for ${action}: ${html}`);
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

/** The values of an attribute, wherever it stands. */
export const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map((match) => match[1] as string);

/** What a page says, without its markup. */
export const textOf = ({ html }: Page): string =>
  html
    .replace(/<head>[\s\S]*<\/head>/, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ")
    .trim();

/** An application with its pages. */
export const pagesOf = (api: TestApp, publicUrl?: string): TestApp => ({
  ...api,
  app: createApp(api, createPages({ language: "en", publicUrl, embedOrigins: [] })),
});

/** The application with its pages, on a database of its own. */
export const createPagesApp = async (options: Parameters<typeof createTestApp>[0] = {}): Promise<TestApp> =>
  pagesOf(await createTestApp(options));

const HOUR_MILLISECONDS = 60 * 60 * 1000;

/** So many hours from now. */
export const inHours = (hours: number): string =>
  new Date(Date.now() + hours * HOUR_MILLISECONDS).toISOString();
