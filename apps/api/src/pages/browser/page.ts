/* The page, and what is put in its place: all that a script shows is what the server has rendered. */

export const content = (): HTMLElement => document.getElementById("content") as HTMLElement;

/** Says something to whoever looks, and to screen readers; nothing, to be silent again. */
export function say(text: string): void {
  const said = document.getElementById("said");
  if (said && said.textContent !== text) said.textContent = text;
}

/** Until when the page's clock is known: the server's time when it was made, and ours when it was asked for. */
let servedAt: number | undefined;
let askedAt = performance.getEntriesByType("navigation")[0]?.startTime ?? 0;

/**
 * The server's time, in milliseconds since 1970; never earlier than it is, because the page was made after it was asked for.
 * The visitor's own clock may be wrong.
 */
export function serverNow(): number {
  servedAt ??= Number(content().dataset["now"]) || Date.now();
  return servedAt + (performance.now() - askedAt);
}

/**
 * Puts another rendering in the place of the page.
 * @param askedFor when it was asked for, by `performance.now()`
 */
export function showPage(html: string, askedFor: number): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById("content");
  // Not one of our pages: a proxy's, say.
  if (!fresh) return;
  document.title = page.title;
  content().replaceWith(document.adoptNode(fresh));
  servedAt = undefined;
  askedAt = askedFor;
  document.dispatchEvent(new Event("page-shown"));
}

/** Gives the focus to what the page has to say first. */
export function focusFirst(): void {
  const find = (what: string) => content().querySelector<HTMLElement>(what);
  const first = find("[data-focus]") ?? find("h1");
  if (!first) return;
  if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
  first.focus();
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
