import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, TimeField } from "../ui/index.ts";
import { HOURS_MAX, type Hours, hoursAfter, textOf, timeOf } from "./hours.ts";

interface HoursListProps {
  value: readonly Hours[];
  onChange: (hours: readonly Hours[]) => void;
}

/** The hours of a day, one row each. */
export function HoursList({ value, onChange }: HoursListProps) {
  const t = useTranslations("schedules");
  const change = (changed: number, fields: Partial<Hours>) =>
    onChange(value.map((hours, index) => (index === changed ? { ...hours, ...fields } : hours)));
  return (
    <>
      {value.map((hours, index) => (
        <fieldset key={index} className="bare-field">
          <legend className="visually-hidden">{t("hoursNumber", { number: index + 1 })}</legend>
          <div className="form-row">
            <TimeField
              label={t("opensAt")}
              value={timeOf(hours.opensAt)}
              onChange={(time) => time && change(index, { opensAt: textOf(time) })}
            />
            <TimeField
              label={t("closesAt")}
              value={timeOf(hours.closesAt)}
              onChange={(time) => time && change(index, { closesAt: textOf(time) })}
            />
          </div>
          {hours.closesAt < hours.opensAt && hours.closesAt !== "00:00" && (
            <p className="small muted">{t("nextDay")}</p>
          )}
        </fieldset>
      ))}
      <div className="actions">
        {value.length < HOURS_MAX && (
          <Button onPress={() => onChange([...value, hoursAfter(value)])}>
            <Plus size={16} aria-hidden />
            {t("addHours")}
          </Button>
        )}
        {value.length > 1 && (
          <Button onPress={() => onChange(value.slice(0, -1))}>
            <X size={16} aria-hidden />
            {t("removeHours")}
          </Button>
        )}
      </div>
    </>
  );
}
