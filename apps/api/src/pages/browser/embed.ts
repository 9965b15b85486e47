/*
 * The element `holdfast-booking`: it shows the pages of a doctor or a show in a frame.
 *   <script src="https://tickets.example.org/embed.js" async></script>
 *   <holdfast-booking resource="01a205ee-…"></holdfast-booking>
 */

import {
  type FromFrame,
  frameNameOf,
  isMessage,
  THEME_PROPERTIES,
  type Theme,
  type ToFrame,
} from "./frame.ts";

const HEIGHT_START_PIXELS = 480;
const HEIGHT_MAX_PIXELS = 20_000;
const RESOURCE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const LABEL = "Booking";

/** The origin of the server that this script comes from. */
const script = document.currentScript as HTMLScriptElement | null;
const origin = script && new URL(script.src).origin;

class HoldfastBooking extends HTMLElement {
  static observedAttributes = ["resource", "label"];

  readonly #frame = document.createElement("iframe");
  #themeText = "";
  #listening: AbortController | undefined;

  constructor() {
    super();
    const style = new CSSStyleSheet();
    style.replaceSync(":host { display: block } iframe { display: block; width: 100%; border: 0 }");
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style];
    this.#frame.style.height = `${HEIGHT_START_PIXELS}px`;
  }

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener("message", (event) => this.#receive(event), { signal });
    const onChange = () => this.#sendTheme();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange, { signal });
    const observer = new MutationObserver(onChange);
    for (const node of [document.documentElement, document.body, this]) {
      observer.observe(node, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
    }
    signal.addEventListener("abort", () => observer.disconnect());
    this.#show();
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  /** Shows the resource's page, unless the frame has been led there already. */
  #show(): void {
    const resource = this.getAttribute("resource") ?? "";
    this.#frame.title = this.getAttribute("label") ?? LABEL;
    if (!RESOURCE.test(resource)) {
      this.#frame.removeAttribute("src");
      console.error(`holdfast-booking: resource must be the id of a doctor or a show; it is "${resource}"`);
      return;
    }
    const src = `${origin}/r/${resource}`;
    if (this.#frame.src === src) return;
    this.#frame.src = src;
    if (this.#frame.isConnected) return;
    // A frame has the name that it is inserted with.
    const theme = this.#theme();
    this.#themeText = JSON.stringify(theme);
    this.#frame.name = frameNameOf({ origin: location.origin, theme });
    this.shadowRoot?.append(this.#frame);
  }

  #theme(): Theme {
    const style = getComputedStyle(this);
    const values = THEME_PROPERTIES.map((name) => [name, style.getPropertyValue(name).trim()]);
    return Object.fromEntries(values.filter(([, value]) => value !== ""));
  }

  /** Sends the theme if it has changed; the page keeps it for the next one. */
  #sendTheme(): void {
    const theme = this.#theme();
    const text = JSON.stringify(theme);
    if (text === this.#themeText) return;
    this.#themeText = text;
    this.#frame.contentWindow?.postMessage({ type: "holdfast:theme", theme } satisfies ToFrame, origin ?? "");
  }

  #receive({ origin: from, source, data }: MessageEvent): void {
    if (from !== origin || source !== this.#frame.contentWindow) return;
    if (isMessage<FromFrame & { type: "holdfast:page" }>(data, "holdfast:page")) this.#seeTop();
    if (isMessage<FromFrame & { type: "holdfast:size" }>(data, "holdfast:size")) {
      const height = Math.min(HEIGHT_MAX_PIXELS, Math.max(0, Number(data.height) || 0));
      this.#frame.style.height = `${height}px`;
    }
  }

  /** Scrolls a new page's beginning into view, where the visitor has scrolled beyond it. */
  #seeTop(): void {
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
  }
}

if (!origin) console.error("holdfast-booking: load embed.js by a script element without type=module");
else if (!customElements.get("holdfast-booking")) customElements.define("holdfast-booking", HoldfastBooking);
