import type { Language } from "@holdfast/contract";
import type { Assets } from "./assets.ts";

/** What all pages of this server share. */
export interface Site {
  /** The language of visitors whose browser asks for none that there is. */
  language: Language;
  /** The address of this server for visitors; undefined: unknown. */
  publicUrl?: string | undefined;
  /** The origins of other sites whose pages may show these in a frame. */
  embedOrigins: readonly string[];
  assets: Assets;
}
