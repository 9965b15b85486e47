export { stored } from "./stored.ts";
export { applyTheme, chooseTheme, readTheme, THEMES, type Theme } from "./theme.ts";
