import { parseDate } from "@internationalized/date";
import { CalendarDays } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { DateInput, DatePicker, DateSegment } from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Group } from "react-aria-components/Group";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { MonthOfDays } from "./month.tsx";

interface DayFieldProps {
  label: string;
  isLabelHidden?: boolean;
  /** Such as 2026-12-01; null: none. */
  value: string | null;
  onChange: (day: string | null) => void;
  isRequired?: boolean;
}

/** A day, typed or chosen in a calendar. */
export function DayField({
  label,
  isLabelHidden = false,
  value,
  onChange,
  isRequired = false,
}: DayFieldProps) {
  return (
    <DatePicker
      className="field"
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString() ?? null)}
      isRequired={isRequired}
      shouldForceLeadingZeros
    >
      <Label className={isLabelHidden ? "visually-hidden" : "field-label"}>{label}</Label>
      <Group className="date-input">
        <DateInput className="date-segments">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
        <Button className="date-open">
          <CalendarDays size={18} aria-hidden />
        </Button>
      </Group>
      <Popover className="popover">
        <Dialog className="calendar-dialog">
          <MonthOfDays />
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
