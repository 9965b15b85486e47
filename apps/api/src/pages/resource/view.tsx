import type { Resource } from "@holdfast/contract";
import { Name } from "../parts/name.tsx";
import { type Times, timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { type Asked, noonOf } from "./calendar.ts";
import { Month } from "./month.tsx";
import type { Shown } from "./read.ts";
import { SlotList } from "./slot-list.tsx";
import { Week } from "./week.tsx";

interface ResourceViewProps {
  visit: Visit;
  resource: Resource;
  times: Times;
  asked: Asked;
  shown: Shown;
}

export function ResourceView(props: ResourceViewProps) {
  const { visit, resource, times, asked, shown } = props;
  const { texts } = visit;
  const path = `/r/${resource.id}`;
  const today = times.dayKey(new Date(visit.now));
  const calendar = { visit, path, shown, today };
  return (
    <article class="page-resource" data-watch-resource={resource.id}>
      <header>
        <h1>
          <Name of={resource.name} />
        </h1>
        {resource.specialization && (
          <p class="kind">
            <Name of={resource.specialization} />
          </p>
        )}
      </header>
      <p class="aside">{texts.zone(times.timeZone)}</p>
      <Views path={path} asked={asked} day={shown.day} visit={visit} />
      <Nothing {...props} path={path} />
      {asked.view === "week" ? (
        <Week {...calendar} times={times} />
      ) : (
        <div class="columns">
          <Month {...calendar} />
          <Day {...props} />
        </div>
      )}
    </article>
  );
}

/** The choice between a month and a week. */
function Views({ path, asked, day, visit }: { path: string; asked: Asked; day: string; visit: Visit }) {
  const words = visit.texts.resource;
  const link = (view: Asked["view"], href: string) => (
    <a href={href} data-swap="" aria-current={asked.view === view ? "true" : undefined}>
      {words[view]}
    </a>
  );
  return (
    <nav class="views" aria-label={words.view}>
      {link("month", `${path}?day=${day}`)}
      {link("week", `${path}?week=${day}`)}
    </nav>
  );
}

/** Where nothing is free, the way to where something is; or what is planned all the same. */
function Nothing({ visit, times, asked, shown, path }: ResourceViewProps & { path: string }) {
  const { free, next, upcoming } = shown;
  if (free.size > 0) return null;
  const { texts } = visit;
  const words = texts.resource;
  if (!next && upcoming.length === 0) return <p class="empty">{words.nothingEver}</p>;
  if (!next) {
    return (
      <section class="empty">
        <h2>{texts.noneFree}</h2>
        <p>{words.upcoming}</p>
        <SlotList visit={visit} slots={upcoming} times={times} isDated />
      </section>
    );
  }
  const at = new Date(next.startsAt);
  const query = `${asked.view === "week" ? "week" : "day"}=${times.dayKey(at)}`;
  return (
    <section class="empty">
      <p>{asked.view === "week" ? words.nothingInWeek : words.nothingInMonth}</p>
      <a class="button" href={`${path}?${query}`} data-swap="">
        {texts.nextFree(times.short(at))}
      </a>
    </section>
  );
}

/** The slots of the day that is chosen. */
function Day({ visit, times, asked, shown }: ResourceViewProps) {
  const { texts, language } = visit;
  const { day, slots, isCut } = shown;
  if (slots.length === 0 && asked.day === undefined) return null;
  const title = timesOf(language, "UTC").day(noonOf(day));
  return (
    <section class="chosen-day" aria-labelledby="day">
      <h2 id="day">{title}</h2>
      {slots.length > 0 ? (
        <SlotList visit={visit} slots={slots} times={times} />
      ) : (
        <p class="aside">{texts.resource.nothingOn}</p>
      )}
      {isCut && <p class="aside">{texts.resource.cut}</p>}
    </section>
  );
}
