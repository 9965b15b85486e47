export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where nothing says how dates are written. */
const DEFAULT_LOCALES: Record<Language, string> = { en: "en-GB", de: "de-DE" };

/** The language of a locale, if there are messages in it. Some systems name locales that are none, such as `en-US@posix`. */
function languageOf(locale: string): Language | undefined {
  try {
    const { language } = new Intl.Locale(locale);
    return LANGUAGES.find((known) => known === language);
  } catch {
    return undefined;
  }
}

/** The first of the reader's languages that there are messages in. */
export function preferredLanguage(locales: readonly string[]): Language {
  return locales.map(languageOf).find((language) => language !== undefined) ?? "en";
}

/** The locale by which dates and numbers are written: the reader's own region, where it is one of the language. */
export function localeFor(language: Language, locales: readonly string[]): string {
  const own = locales.find((locale) => languageOf(locale) === language && locale.includes("-"));
  return own ?? DEFAULT_LOCALES[language];
}
