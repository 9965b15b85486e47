import { DateInput, DateSegment } from "react-aria-components/DateField";
import { Label } from "react-aria-components/Label";
import {
  TimeField as AriaTimeField,
  type TimeFieldProps,
  type TimeValue,
} from "react-aria-components/TimeField";
import { Below, type FieldTexts } from "./field-parts.tsx";

/** A time of the day. */
export function TimeField({ label, help, ...props }: FieldTexts & TimeFieldProps<TimeValue>) {
  return (
    <AriaTimeField {...props} className="field">
      <Label className="field-label">{label}</Label>
      <DateInput className="date-input">
        {(segment) => <DateSegment segment={segment} className="date-segment" />}
      </DateInput>
      <Below help={help} />
    </AriaTimeField>
  );
}
