import { ERRORS, type HoldfastError } from "@holdfast/contract";
import type { Context } from "hono";
import { type Env, errorHeaders } from "../http/index.ts";
import { respondPage } from "./layout.tsx";
import type { Site } from "./site.ts";
import { type Texts, textsOf } from "./texts/index.ts";

const isTold = (code: string, texts: Texts): code is keyof Texts["failures"] => code in texts.failures;

/** Responds with a page that says in plain words what went wrong. */
export function respondFailure(c: Context<Env>, site: Site, error: HoldfastError): Promise<Response> {
  const texts = textsOf(c, site);
  const { status } = ERRORS[error.code];
  const code = isTold(error.code, texts) ? error.code : status === 404 ? "NOT_FOUND" : "INTERNAL";
  return respondPage(
    c,
    site,
    { title: texts.failureTitle, status, headers: errorHeaders(error) },
    <section class="failure">
      <h1>{texts.failureTitle}</h1>
      <p>{texts.failures[code]}</p>
      <p>
        <a href="/">{texts.back}</a>
      </p>
      {status >= 500 && <p class="aside">{texts.requestId(c.get("requestId"))}</p>}
    </section>,
  );
}
