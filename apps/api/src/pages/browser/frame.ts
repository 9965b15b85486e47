/* What the element `holdfast-booking` and the page in its frame tell each other. */

/** The custom properties that a site may set on the element, and the CSS property whose values each takes. */
export const THEME = {
  "--holdfast-font": "font-family",
  "--holdfast-radius": "border-radius",
  "--holdfast-accent": "color",
  "--holdfast-accent-text": "color",
  "--holdfast-accent-soft": "color",
  "--holdfast-background": "color",
  "--holdfast-surface": "color",
  "--holdfast-text": "color",
  "--holdfast-muted": "color",
  "--holdfast-border": "color",
  "--holdfast-outline": "color",
  "--holdfast-good": "color",
  "--holdfast-good-soft": "color",
  "--holdfast-warn": "color",
  "--holdfast-warn-soft": "color",
  "--holdfast-bad": "color",
  "--holdfast-bad-soft": "color",
} as const;

type Property = keyof typeof THEME;
export type Theme = Partial<Record<Property, string>>;

export const THEME_PROPERTIES = Object.keys(THEME) as Property[];

/** What the frame is named, so that its first paint has the theme, and it knows whom to tell its size. */
export interface FrameName {
  /** The origin of the page with the element. */
  origin: string;
  theme: Theme;
}

const NAME_PREFIX = "holdfast:";

export const frameNameOf = (name: FrameName): string => NAME_PREFIX + JSON.stringify(name);

/** Reads the name of a frame; undefined where the element has not named it. */
export function readFrameName(text: string): FrameName | undefined {
  if (!text.startsWith(NAME_PREFIX)) return undefined;
  try {
    const { origin, theme } = JSON.parse(text.slice(NAME_PREFIX.length));
    return typeof origin === "string" && typeof theme === "object" && theme ? { origin, theme } : undefined;
  } catch {
    return undefined;
  }
}

/** What a page in a frame tells the element. */
export type FromFrame =
  /** It is a new page, in place of the one before. */
  | { type: "holdfast:page" }
  /** It is so many pixels high. */
  | { type: "holdfast:size"; height: number };

/** What the element tells the page in its frame. */
export interface ToFrame {
  type: "holdfast:theme";
  theme: Theme;
}

/** Whether what another window sent is a message of this type. */
export const isMessage = <Message extends { type: string }>(
  data: unknown,
  type: Message["type"],
): data is Message => typeof data === "object" && data !== null && "type" in data && data.type === type;
