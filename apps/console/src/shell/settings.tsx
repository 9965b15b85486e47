import { useState } from "react";
import { useTranslations } from "use-intl";
import { LANGUAGE_NAMES, LANGUAGES, useLanguage } from "../language/index.ts";
import { chooseTheme, readTheme, THEMES, type Theme } from "../preferences/index.ts";
import { SelectField } from "../ui/index.ts";

/** How the pages look and read. Each browser keeps its own. */
export function Settings() {
  const t = useTranslations("shell");
  const { language, setLanguage } = useLanguage();
  const [theme, setTheme] = useState(readTheme);
  const change = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <div className="settings">
      <LanguageField language={language} onChange={setLanguage} />
      <SelectField
        label={t("theme")}
        options={THEMES.map((id) => ({ id, name: t(`themes.${id}`) }))}
        value={theme}
        onChange={change}
      />
    </div>
  );
}

type LanguageFieldProps = {
  language: (typeof LANGUAGES)[number];
  onChange: (language: (typeof LANGUAGES)[number]) => void;
};

function LanguageField({ language, onChange }: LanguageFieldProps) {
  const t = useTranslations("shell");
  const options = LANGUAGES.map((id) => ({ id, name: LANGUAGE_NAMES[id] }));
  return <SelectField label={t("language")} options={options} value={language} onChange={onChange} />;
}
