import "./tsx.ts";

export type { Pages } from "./pages.ts";

/** Imported after the hook that compiles what it imports. */
export const { createPages } = await import("./pages.ts");
