import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { IntlProvider } from "use-intl";
import type en from "../messages/en.json";
import { stored } from "../preferences/index.ts";
import { LANGUAGES, type Language, localeFor, preferredLanguage } from "./locale.ts";

declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
  }
}

/** The names of the languages, each in itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch" };

const LOADERS: Record<Language, () => Promise<{ default: typeof en }>> = {
  en: () => import("../messages/en.json"),
  de: () => import("../messages/de.json"),
};

const choice = stored("language", LANGUAGES);

interface LanguageChoice {
  language: Language;
  setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: "en", setLanguage: () => {} });

export const useLanguage = (): LanguageChoice => useContext(LanguageContext);

/** Gives the page its texts. It shows nothing before they are here. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => choice.read() ?? preferredLanguage(navigator.languages));
  const [loaded, setLoaded] = useState<{ language: Language; messages: typeof en }>();
  useEffect(() => {
    let isGone = false;
    LOADERS[language]().then(({ default: messages }) => {
      if (!isGone) setLoaded({ language, messages });
    });
    return () => {
      isGone = true;
    };
  }, [language]);
  const shown = loaded?.language;
  useEffect(() => {
    if (shown) document.documentElement.lang = shown;
  }, [shown]);
  const value = useMemo(
    () => ({
      language,
      setLanguage(next: Language) {
        choice.write(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  if (!loaded) return null;
  const locale = localeFor(loaded.language, navigator.languages);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <LanguageContext value={value}>
      <I18nProvider locale={locale}>
        <IntlProvider locale={locale} messages={loaded.messages} timeZone={timeZone}>
          {children}
        </IntlProvider>
      </I18nProvider>
    </LanguageContext>
  );
}
