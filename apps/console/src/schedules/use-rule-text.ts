import { useLocale, useTranslations } from "use-intl";
import { WEEKDAYS, weekdayName, weekdaysOf } from "./rule.ts";

/** Returns the function that says a rule in words; one that is more than days of the week stays as it is. */
export function useRuleText(): (rule: string) => string {
  const t = useTranslations("schedules");
  const locale = useLocale();
  return (rule) => {
    const days = weekdaysOf(rule);
    if (days === null) return rule;
    if (days.length === WEEKDAYS.length) return t("everyDay");
    return new Intl.ListFormat(locale, { type: "unit" }).format(days.map((day) => weekdayName(day, locale)));
  };
}
