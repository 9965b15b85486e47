import { stored } from "./stored.ts";

/** `system`: as the device is set, also when that changes. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const choice = stored("theme", THEMES);

export const readTheme = (): Theme => choice.read() ?? "system";

/** Shows the page light or dark. tokens.css has the rest. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function chooseTheme(theme: Theme): void {
  choice.write(theme);
  applyTheme(theme);
}
