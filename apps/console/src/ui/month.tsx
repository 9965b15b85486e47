import { parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from "react-aria-components/Calendar";

/** The days of a month, to choose one of. Within a day field the field says which is chosen. */
export function MonthOfDays({ value, onChange }: { value?: string; onChange?: (day: string) => void }) {
  const chosen = value !== undefined && { value: parseDate(value), defaultFocusedValue: parseDate(value) };
  return (
    <Calendar
      className="calendar"
      {...chosen}
      {...(onChange && { onChange: (date) => onChange(date.toString()) })}
    >
      <header className="calendar-head">
        <Button slot="previous" className="button button-quiet button-icon">
          <ChevronLeft size={18} aria-hidden />
        </Button>
        <CalendarHeading className="calendar-month" />
        <Button slot="next" className="button button-quiet button-icon">
          <ChevronRight size={18} aria-hidden />
        </Button>
      </header>
      <CalendarGrid>
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="calendar-weekday">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <CalendarCell date={date} className="calendar-day numbers" />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
