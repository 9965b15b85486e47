import { useTranslations } from "use-intl";
import { NumberField } from "./number-field.tsx";

const PER_CONTACT_MAX_PLACES = 100;

interface PerContactFieldProps {
  /** null: no limit. */
  value: number | null;
  onChange: (value: number | null) => void;
}

/** How many places of a time one contact may have; left empty, there is no limit. */
export function PerContactField({ value, onChange }: PerContactFieldProps) {
  const t = useTranslations("common");
  return (
    <NumberField
      label={t("perContact")}
      help={t("perContactHelp")}
      minValue={1}
      maxValue={PER_CONTACT_MAX_PLACES}
      // An empty field is no number.
      value={value ?? Number.NaN}
      onChange={(places) => onChange(Number.isNaN(places) ? null : places)}
    />
  );
}
