import { type Times, timesOf } from "../texts/index.ts";
import { addWeeks, noonOf } from "./calendar.ts";
import type { MonthProps } from "./month.tsx";
import { SlotList } from "./slot-list.tsx";
import { Turn } from "./turn.tsx";

/** A week: its days, each with its slots. */
export function Week({ visit, path, shown, today, times }: MonthProps & { times: Times }) {
  const { texts, language } = visit;
  const words = texts.resource;
  const days = timesOf(language, "UTC");
  const { keys, slots } = shown;
  const first = keys[0] as string;
  const byDay = Map.groupBy(slots, ({ startsAt }) => times.dayKey(new Date(startsAt)));
  return (
    <section class="week" aria-label={words.chooseTime}>
      <Turn
        title={words.weekOf(days.shortDay(noonOf(first)))}
        titleId="week"
        back={first > today ? `${path}?week=${addWeeks(first, -1)}` : undefined}
        backLabel={words.previousWeek}
        on={`${path}?week=${addWeeks(first, 1)}`}
        onLabel={words.nextWeek}
      />
      <ol class="days">
        {keys.map((key) => {
          const ofDay = byDay.get(key);
          return (
            <li class={ofDay ? "day" : "day none"}>
              <h3>{days.shortDay(noonOf(key))}</h3>
              {ofDay && <SlotList visit={visit} slots={ofDay} times={times} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
