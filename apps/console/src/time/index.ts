export {
  type Day,
  dayAfter,
  dayIn,
  dayNameOf,
  daysBetween,
  isDay,
  minuteOf,
  minutesIn,
  momentOf,
  noonOf,
  todayIn,
} from "./day.ts";
export { type Formats, formatsOf, useFormats } from "./formats.ts";
export { useNow } from "./now.ts";
