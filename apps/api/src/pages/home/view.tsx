import type { Resource, ResourceKind } from "@holdfast/contract";
import type { FreeSlot } from "@holdfast/core";
import { DemoForm } from "../demo/index.tsx";
import { Name } from "../parts/name.tsx";
import { Time } from "../parts/time.tsx";
import { timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";

interface Query {
  q?: string | undefined;
  kind?: ResourceKind | undefined;
}

interface HomeViewProps {
  visit: Visit;
  resources: readonly Resource[];
  /** The next free slot of each, by its id. */
  next: ReadonlyMap<string, FreeSlot>;
  query: Query;
  nextCursor: string | null;
  isDemoOffered: boolean;
}

export function HomeView(props: HomeViewProps) {
  const { visit, resources, query, nextCursor } = props;
  const words = visit.texts.home;
  return (
    <article class="page-home">
      <header>
        <h1>{words.title}</h1>
        <Search {...props} />
      </header>
      {resources.length === 0 && <Nothing {...props} />}
      <ul class="resources">
        {resources.map((resource) => (
          <Card {...props} resource={resource} />
        ))}
      </ul>
      {nextCursor !== null && (
        <p class="actions">
          <a class="button quiet" href={addressOf({ ...query, cursor: nextCursor })}>
            {words.more}
          </a>
        </p>
      )}
    </article>
  );
}

/** The address of a list; what is left out is not asked for. */
function addressOf(query: Query & { cursor?: string }): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `/?${new URLSearchParams(given)}` : "/";
}

function Search({ visit, query }: HomeViewProps) {
  const words = visit.texts.home;
  return (
    <search>
      <form class="search" method="get" action="/">
        <label class="hidden" for="q">
          {words.search}
        </label>
        <input id="q" type="search" name="q" value={query.q ?? ""} placeholder={words.search} dir="auto" />
        {query.kind && <input type="hidden" name="kind" value={query.kind} />}
        <button class="button" type="submit">
          {words.searchButton}
        </button>
      </form>
      <nav class="views" aria-label={words.kindsLabel}>
        {([undefined, "doctor", "show"] as const).map((kind) => (
          <a href={addressOf({ q: query.q, kind })} aria-current={query.kind === kind ? "true" : undefined}>
            {words.kinds[kind ?? "all"]}
          </a>
        ))}
      </nav>
    </search>
  );
}

function Nothing({ visit, query, isDemoOffered }: HomeViewProps) {
  const words = visit.texts.home;
  const isSought = query.q !== undefined || query.kind !== undefined;
  return (
    <section class="empty">
      <h2>{query.q === undefined ? words.nothing : words.notFound(query.q)}</h2>
      <p>{query.q === undefined ? words.nothingHint : words.notFoundHint}</p>
      {isDemoOffered && !isSought && <DemoForm texts={visit.texts} />}
      {isSought && (
        <a class="button" href="/">
          {visit.texts.allDates}
        </a>
      )}
    </section>
  );
}

function Card({ visit, resource, next }: HomeViewProps & { resource: Resource }) {
  const { texts, language } = visit;
  const { id, name, specialization, timeZone } = resource;
  const slot = next.get(id);
  const times = timesOf(language, timeZone);
  const at = slot && new Date(slot.startsAt);
  return (
    <li>
      <a class="resource" href={`/r/${id}`}>
        <span class="name">
          <Name of={name} />
        </span>
        {specialization && (
          <span class="kind">
            <Name of={specialization} />
          </span>
        )}
        {at ? (
          <span class="next">
            {texts.home.next} <Time at={at} times={times} text={times.short(at)} own />
          </span>
        ) : (
          <span class="next none">{texts.noneFree}</span>
        )}
      </a>
    </li>
  );
}
