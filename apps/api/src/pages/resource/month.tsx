import { raw } from "hono/html";
import { remember } from "../remember.ts";
import { type Times, timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { addMonths, daysBefore, monthOf, noonOf } from "./calendar.ts";
import type { Shown } from "./read.ts";
import { Turn } from "./turn.tsx";

const WEEK_DAYS = 7;
const MONDAY = "2024-01-01";

export interface MonthProps {
  visit: Visit;
  path: string;
  shown: Shown;
  today: string;
}

const REMEMBERED_MAX_MONTHS = 500;

const rememberedMonth = remember<string>(REMEMBERED_MAX_MONTHS);

/** A month. While nothing in it changes, it is rendered once for all who look at it. */
export function Month(props: MonthProps) {
  const { visit, path, shown, today } = props;
  const { keys, free, day } = shown;
  const key = JSON.stringify([visit.language, path, today, day, keys[0], [...free]]);
  return raw(rememberedMonth(key, () => (<MonthTable {...props} />).toString()));
}

/** A month as a table of weeks. A day from today on is a link: full slots have a waitlist. */
function MonthTable(props: MonthProps) {
  const { visit, path, shown, today } = props;
  const { texts, language } = visit;
  const words = texts.resource;
  // A day has no time: it is written as of noon in UTC.
  const times = timesOf(language, "UTC");
  const first = shown.keys[0] as string;
  const month = monthOf(first);
  const blank = Array.from({ length: daysBefore(first) }, () => undefined);
  const cells = [...blank, ...shown.keys];
  const weeks = Array.from({ length: Math.ceil(cells.length / WEEK_DAYS) }, (_, week) =>
    cells.slice(week * WEEK_DAYS, (week + 1) * WEEK_DAYS),
  );
  return (
    <section class="month" aria-label={words.chooseDay}>
      <Turn
        title={times.month(noonOf(first))}
        titleId="month"
        back={month > monthOf(today) ? `${path}?month=${addMonths(month, -1)}` : undefined}
        backLabel={words.previousMonth}
        on={`${path}?month=${addMonths(month, 1)}`}
        onLabel={words.nextMonth}
      />
      <table aria-labelledby="month">
        <WeekDays times={times} />
        <tbody>
          {weeks.map((week) => (
            <tr>
              {week.map((key) => (
                <td>{key && <Day {...props} of={key} times={times} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function WeekDays({ times }: { times: Times }) {
  const monday = noonOf(MONDAY).getTime();
  const days = Array.from(
    { length: WEEK_DAYS },
    (_, index) => new Date(monday + index * 24 * 60 * 60 * 1000),
  );
  return (
    <thead>
      <tr>
        {days.map((at) => (
          <th scope="col" abbr={times.weekday(at)}>
            {times.shortWeekday(at)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Day({ visit, path, shown, today, of, times }: MonthProps & { of: string; times: Times }) {
  const words = visit.texts.resource;
  const number = Number(of.slice(-2));
  if (of < today) return <span class="day gone">{number}</span>;
  const free = shown.free.get(of) ?? 0;
  return (
    <a
      class={free > 0 ? "day free" : "day none"}
      href={`${path}?day=${of}`}
      data-swap=""
      aria-current={of === shown.day ? "date" : undefined}
      aria-label={`${times.day(noonOf(of))}: ${free > 0 ? words.timesFree(free) : words.nothingFree}`}
    >
      {number}
    </a>
  );
}
