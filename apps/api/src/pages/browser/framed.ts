/* The script of a page in a frame. It runs before the first paint, because it sets the theme. */

import {
  type FromFrame,
  frameNameOf,
  isMessage,
  readFrameName,
  THEME,
  THEME_PROPERTIES,
  type Theme,
  type ToFrame,
} from "./frame.ts";

const root = document.documentElement;

/** A value may not refer to anything else, on this page or anywhere; nor hide that it does, behind an escape. */
const REFERENCE = /url\(|var\(|env\(|if\(|image|src\(|attr\(|\\/i;
const VALUE_MAX_CHARACTERS = 200;

function applyTheme(theme: Theme): void {
  for (const property of THEME_PROPERTIES) {
    const value = theme[property];
    const isUsable =
      typeof value === "string" &&
      value.length <= VALUE_MAX_CHARACTERS &&
      !REFERENCE.test(value) &&
      CSS.supports(THEME[property], value);
    if (isUsable) root.style.setProperty(property, value);
    else root.style.removeProperty(property);
  }
}

/** Tells the element, at its own origin, how high the page is, now and whenever that changes. */
function tellSize(tell: (message: FromFrame) => void): void {
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tell({ type: "holdfast:size", height });
  }).observe(root);
}

const name = readFrameName(window.name);
const origins = [location.origin, ...(root.dataset["embedOrigins"] ?? "").split(" ")];
if (window.parent !== window && name && origins.includes(name.origin)) {
  const { origin, theme } = name;
  const tell = (message: FromFrame) => window.parent.postMessage(message, origin);
  applyTheme(theme);
  tell({ type: "holdfast:page" });
  tellSize(tell);
  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || source !== window.parent || !isMessage<ToFrame>(data, "holdfast:theme")) return;
    const changed = Object(data.theme) as Theme;
    applyTheme(changed);
    // The next page in this frame finds it there.
    window.name = frameNameOf({ origin, theme: changed });
  });
}
