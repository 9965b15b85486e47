import { ownHeaders } from "./ask.ts";
import { content, focusFirst, pause, say, showPage } from "./page.ts";
import { texts } from "./texts.ts";

/** A form is sent again so often. */
const SENT_MAX_TIMES = 6;
const FIRST_PAUSE_SECONDS = 1;
const LONGEST_PAUSE_SECONDS = 30;
const SECOND = 1000;
/** Of somebody who is too busy, and of a proxy in front of them. */
const BUSY = new Set([502, 503, 504]);

/**
 * Sends forms without leaving the page, so that what was typed is never lost: where there is no connection, or the server is
 * busy, a form is sent again. It may be: each has a key, or asks for a state that stays.
 */
export function sendForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || form.dataset["plain"] !== undefined) return;
    event.preventDefault();
    if (content().ariaBusy !== "true") void send(form, event.submitter);
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  const fields = new FormData(form, submitter);
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
  const main = content();
  main.ariaBusy = "true";
  submitter?.classList.add("sending");
  say(texts.sending);
  const answer = await answerOf(action, body);
  if (main !== content()) return;
  main.ariaBusy = null;
  submitter?.classList.remove("sending");
  if (!answer) return say(texts.givenUp);
  const { response, html, askedFor } = answer;
  // The page that the browser was sent to.
  if (response.redirected) return location.assign(response.url);
  say("");
  showPage(html, askedFor);
  focusFirst();
}

/** The answer to a form; undefined where there is none after all. */
async function answerOf(action: string, body: URLSearchParams) {
  for (let time = 1; time <= SENT_MAX_TIMES; time += 1) {
    const askedFor = performance.now();
    const response = await fetch(action, { method: "POST", body, headers: ownHeaders() }).catch(
      () => undefined,
    );
    if (response && !BUSY.has(response.status)) {
      const html = await response.text().catch(() => "");
      return { response, html, askedFor };
    }
    if (time < SENT_MAX_TIMES) await wait(time, response);
  }
  return undefined;
}

/** Waits as the server asks, or longer each time; where there is no connection, until there is one. */
async function wait(time: number, response: Response | undefined): Promise<void> {
  const asked = Number(response?.headers.get("Retry-After")) || 0;
  const longer = Math.min(FIRST_PAUSE_SECONDS * 2 ** (time - 1), LONGEST_PAUSE_SECONDS);
  const seconds = Math.max(asked, longer);
  say(response ? texts.busy(seconds) : texts.offline);
  const online = new Promise<void>((resolve) =>
    window.addEventListener("online", () => resolve(), { once: true }),
  );
  // All who were refused at once would come back at once.
  const passed = pause((seconds + Math.random()) * SECOND);
  await (response ? passed : Promise.race([passed, online]));
}
