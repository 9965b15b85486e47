import type { Times } from "../texts/index.ts";

interface TimeProps {
  at: Date;
  times: Times;
  text: string;
  /** Whether the visitor's own time is written beside it, where that is another one. */
  own?: boolean;
}

/** A time on the venue's clock. A script writes the visitor's own beside it, where their clocks differ. */
export const Time = ({ at, times, text, own }: TimeProps) => (
  <time datetime={at.toISOString()} data-zone={own && times.timeZone} data-own={own && ""}>
    {text}
  </time>
);

interface SpanProps {
  startsAt: string;
  endsAt: string;
  times: Times;
}

/** When a slot is: its day, its hours, and the zone of both. */
export function SlotTime({ startsAt, endsAt, times }: SpanProps) {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  return (
    <span class="when">
      <span class="day">{times.day(start)}</span>
      <span class="hours">
        <Time at={start} times={times} text={times.span(start, end)} own />
        <span class="zone">{times.zone(start)}</span>
      </span>
    </span>
  );
}
