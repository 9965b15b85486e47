import { useLocale, useTranslations } from "use-intl";
import { SelectField } from "../ui/index.ts";
import {
  MONTH_DAYS,
  monthDayRuleOf,
  ORDINALS,
  type Ordinal,
  ordinalRuleOf,
  ruleOf,
  WEEKDAYS,
  type Weekday,
  weekdayName,
} from "./rule.ts";

const REPEATS = ["weekly", "ordinal", "monthDay"] as const;
type Repeat = (typeof REPEATS)[number];

/** The days of a schedule as the form has them: what belongs to another way of repeating is kept meanwhile. */
export interface Days {
  repeat: Repeat;
  weekdays: readonly Weekday[];
  ordinal: Ordinal;
  weekday: Weekday;
  monthDay: string;
}

/** Monday to Friday. */
export const DEFAULT_DAYS: Days = {
  repeat: "weekly",
  weekdays: WEEKDAYS.slice(0, 5),
  ordinal: "first",
  weekday: "MO",
  monthDay: "1",
};

/** Whether there is any day. */
export const isChosen = ({ repeat, weekdays }: Days): boolean => repeat !== "weekly" || weekdays.length > 0;

export function ruleOfDays({ repeat, weekdays, ordinal, weekday, monthDay }: Days): string {
  if (repeat === "ordinal") return ordinalRuleOf(ordinal, weekday);
  return repeat === "monthDay" ? monthDayRuleOf(monthDay) : ruleOf(weekdays);
}

interface DaysFieldsProps {
  value: Days;
  onChange: (days: Days) => void;
}

/** Days of every week, one weekday of every month, or one day of it. */
export function DaysFields({ value, onChange }: DaysFieldsProps) {
  const t = useTranslations("schedules");
  const locale = useLocale();
  return (
    <>
      <SelectField
        label={t("repeats")}
        options={REPEATS.map((id) => ({ id, name: t(`repeat.${id}`) }))}
        value={value.repeat}
        onChange={(repeat) => onChange({ ...value, repeat })}
      />
      {value.repeat === "weekly" && (
        <Weekdays value={value.weekdays} onChange={(weekdays) => onChange({ ...value, weekdays })} />
      )}
      {value.repeat === "ordinal" && (
        <div className="form-row">
          <SelectField
            label={t("which")}
            options={ORDINALS.map((id) => ({ id, name: t(`ordinals.${id}`) }))}
            value={value.ordinal}
            onChange={(ordinal) => onChange({ ...value, ordinal })}
          />
          <SelectField
            label={t("weekday")}
            options={WEEKDAYS.map((id) => ({ id, name: weekdayName(id, locale, "long") }))}
            value={value.weekday}
            onChange={(weekday) => onChange({ ...value, weekday })}
          />
        </div>
      )}
      {value.repeat === "monthDay" && (
        <SelectField
          label={t("day")}
          options={MONTH_DAYS.map((id) => ({
            id,
            name: id === "last" ? t("lastOfMonth") : t("monthDay", { day: id }),
          }))}
          value={value.monthDay}
          onChange={(monthDay) => onChange({ ...value, monthDay })}
        />
      )}
    </>
  );
}

interface WeekdaysProps {
  value: readonly Weekday[];
  onChange: (days: readonly Weekday[]) => void;
}

function Weekdays({ value, onChange }: WeekdaysProps) {
  const t = useTranslations("schedules");
  const locale = useLocale();
  const toggle = (day: Weekday) =>
    onChange(WEEKDAYS.filter((other) => (other === day ? !value.includes(day) : value.includes(other))));
  return (
    <fieldset className="field bare-field">
      <legend className="field-label">{t("days")}</legend>
      <div className="weekdays">
        {WEEKDAYS.map((day) => (
          <button
            key={day}
            type="button"
            className="button button-plain weekday"
            aria-pressed={value.includes(day)}
            onClick={() => toggle(day)}
          >
            {weekdayName(day, locale)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
