import { ERRORS, type HoldfastError } from "@holdfast/contract";
import { errorHeaders, isRead } from "../http/index.ts";
import { respondPage } from "./layout.tsx";
import type { Texts } from "./texts/index.ts";
import type { Visit } from "./visit.ts";

type Told = Exclude<keyof Texts["failure"], "title">;
const isTold = (code: string, { failure }: Texts): code is Told => code !== "title" && code in failure;

/** What is said of an error that has no words of its own. */
const untold = (status: number): Told =>
  status === 404 || status === 405 ? "NOT_FOUND" : status < 500 ? "REFUSED" : "INTERNAL";

/** Responds with a page that says in plain words what went wrong. */
export function respondFailure(visit: Visit, error: HoldfastError): Promise<Response> {
  const { c, texts } = visit;
  const { status } = ERRORS[error.code];
  const { pathname, search } = new URL(c.req.url);
  const code = isTold(error.code, texts) ? error.code : untold(status);
  const isBusy = error.code === "BUSY";
  const passes = isBusy || (error.code === "RATE_LIMITED" && isRead(c));
  return respondPage(
    visit,
    { title: texts.failure.title, status, headers: errorHeaders(error) },
    <section class="card lone" data-retry={isBusy ? "" : undefined}>
      <h1>{texts.failure.title}</h1>
      <p>{texts.failure[code]}</p>
      <p class="actions">
        {passes && (
          <a class="button" href={isRead(c) ? pathname + search : pathname}>
            {texts.tryAgain}
          </a>
        )}
        <a class={passes ? "button quiet" : "button"} href="/">
          {texts.allDates}
        </a>
      </p>
      {status >= 500 && <p class="aside">{texts.requestId(c.get("requestId"))}</p>}
    </section>,
  );
}
