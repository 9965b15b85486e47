export { LANGUAGE_NAMES, LanguageProvider, useLanguage } from "./language.tsx";
export { LANGUAGES, type Language, localeFor, preferredLanguage } from "./locale.ts";
