import { CalendarDays } from "lucide-react";
import { lazy, Suspense } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Button } from "./button.tsx";

/* Most days are reached by the buttons for the day before and after. */
const MonthOfDays = lazy(async () => ({ default: (await import("./month.tsx")).MonthOfDays }));

interface DayButtonProps {
  /** What the calendar is for, for screen readers. */
  label: string;
  /** The chosen day as people write it. */
  text: string;
  /** Such as 2026-12-01. */
  value: string;
  onChange: (day: string) => void;
}

/** The chosen day, and a calendar to choose another one. */
export function DayButton({ label, text, value, onChange }: DayButtonProps) {
  return (
    <DialogTrigger>
      <Button aria-label={`${label}: ${text}`} className="numbers">
        <CalendarDays size={18} className="day-icon" aria-hidden />
        {text}
      </Button>
      <Popover className="popover">
        <Dialog className="calendar-dialog" aria-label={label}>
          {({ close }) => (
            <Suspense fallback={<div className="calendar-place" />}>
              <MonthOfDays
                value={value}
                onChange={(day) => {
                  onChange(day);
                  close();
                }}
              />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
