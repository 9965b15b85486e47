import { useLocale, useTranslations } from "use-intl";
import { monthDayOf, ordinalOf, WEEKDAYS, weekdayName, weekdaysOf } from "./rule.ts";

/** Returns the function that says a rule in words; one that people cannot choose here stays as it is. */
export function useRuleText(): (rule: string) => string {
  const t = useTranslations("schedules");
  const locale = useLocale();
  return (rule) => {
    const ofMonth = ordinalOf(rule);
    if (ofMonth !== null) {
      const { ordinal, weekday } = ofMonth;
      return t("ordinalWeekday", {
        which: t(`ordinals.${ordinal}`),
        weekday: weekdayName(weekday, locale, "long"),
      });
    }
    const monthDay = monthDayOf(rule);
    if (monthDay === "last") return t("lastOfMonth");
    if (monthDay !== null) return t("monthDay", { day: monthDay });
    const days = weekdaysOf(rule);
    if (days === null) return rule;
    if (days.length === WEEKDAYS.length) return t("everyDay");
    return new Intl.ListFormat(locale, { type: "unit" }).format(days.map((day) => weekdayName(day, locale)));
  };
}
