import { ownHeaders } from "./ask.ts";
import { content, focusFirst, say, serverNow, showPage } from "./page.ts";
import { texts } from "./texts.ts";

/** A page that is older when somebody comes back to it is shown anew. */
const OLD_MILLISECONDS = 15_000;

const FIELDS = "input:not([type=hidden]), select";
/** Whether a field has what was typed, and is not one of several to tick. */
const isValued = ({ type }: HTMLInputElement) => type !== "radio" && type !== "checkbox";
const tickOf = ({ name, value }: HTMLInputElement) => `${name}=${value}`;

/** What was typed, by the names of the fields, and where the focus was. */
function typedIn(main: HTMLElement): () => void {
  const fields = [...main.querySelectorAll<HTMLInputElement>(FIELDS)];
  const typed = new Map(fields.filter(isValued).map((field) => [field.name, field.value]));
  const ticked = new Map(fields.map((field) => [tickOf(field), field.checked]));
  const focused = document.activeElement;
  const key = focused?.id || focused?.getAttribute("href");
  const start =
    focused instanceof HTMLInputElement && focused.type === "text" ? focused.selectionStart : null;
  return () => {
    for (const field of content().querySelectorAll<HTMLInputElement>(FIELDS)) {
      if (isValued(field)) field.value = typed.get(field.name) ?? field.value;
      else field.checked = ticked.get(tickOf(field)) ?? field.checked;
    }
    if (!key || !focused || !main.contains(focused)) return;
    const again = content().querySelector<HTMLElement>(
      `[id="${CSS.escape(key)}"], a[href="${CSS.escape(key)}"]`,
    );
    again?.focus({ preventScroll: true });
    if (again instanceof HTMLInputElement && start !== null) again.setSelectionRange(start, start);
  };
}

/** Loads a page of ours; undefined where there is no answer, or one that is none. */
async function load(address: string, signal?: AbortSignal) {
  const askedFor = performance.now();
  try {
    const response = await fetch(address, { headers: ownHeaders(), ...(signal && { signal }) });
    return { html: await response.text(), askedFor, isFine: response.status < 500, url: response.url };
  } catch {
    return undefined;
  }
}

/**
 * Shows the page as it is now, with what was typed. What stands for a form that was sent stays as it is.
 * @returns false where there was no answer
 */
export async function refresh(signal?: AbortSignal): Promise<boolean> {
  const main = content();
  const page = await load(location.pathname + location.search, signal);
  if (signal?.aborted || main !== content()) return true;
  if (!page?.isFine) {
    say(texts.stale);
    return false;
  }
  const restore = typedIn(main);
  showPage(page.html, page.askedFor);
  restore();
  say(texts.updated);
  return true;
}

/** Shows the page anew when somebody comes back to it: a booking may have changed meanwhile. */
export function refreshOnReturn(): void {
  let shownAt = serverNow();
  document.addEventListener("page-shown", () => {
    shownAt = serverNow();
  });
  const onReturn = () => {
    const isOld = serverNow() - shownAt > OLD_MILLISECONDS;
    const main = content();
    if (document.hidden || !isOld || main.dataset["answer"] !== undefined) return;
    if (main.querySelector("[data-refresh]")) void refresh();
  };
  document.addEventListener("visibilitychange", onReturn);
  window.addEventListener("pageshow", (event) => event.persisted && onReturn());
  window.addEventListener("online", () => {
    say("");
    onReturn();
  });
}

/** Follows links within a page, such as those to another month, without loading everything again. */
export function swapLinks(): void {
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-swap]") : null;
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain) return;
    event.preventDefault();
    void swap(link);
  });
  window.addEventListener("popstate", () => location.reload());
}

async function swap(link: HTMLAnchorElement): Promise<void> {
  const main = content();
  main.ariaBusy = "true";
  main.classList.add("loading");
  const page = await load(link.href);
  if (main !== content()) return;
  if (!page?.isFine) {
    // The browser says what is wrong.
    location.assign(link.href);
    return;
  }
  history.pushState(null, "", page.url);
  const restore = typedIn(main);
  showPage(page.html, page.askedFor);
  restore();
  if (!content().contains(document.activeElement)) focusFirst();
}
