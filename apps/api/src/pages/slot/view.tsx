import type { Resource, Slot } from "@holdfast/contract";
import type { FreeSlot } from "@holdfast/core";
import { isFree, type Offer, offerOf } from "../offer.ts";
import { Summary } from "../parts/field.tsx";
import { Name } from "../parts/name.tsx";
import { Notice } from "../parts/notice.tsx";
import { Others } from "../parts/others.tsx";
import { SlotTime } from "../parts/time.tsx";
import { type Texts, type Times, timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { mostPlaces, SlotForm } from "./form.tsx";
import type { Outcome } from "./outcome.ts";
import { quantityOf, type Typed } from "./typed.ts";

/** What a slot's page shows. */
export interface SlotViewProps {
  visit: Visit;
  slot: Slot;
  resource: Resource;
  /** Free slots near it, where this one cannot be had. */
  others: readonly FreeSlot[];
  typed: Typed;
  outcome: Outcome;
}

export function SlotView(props: SlotViewProps) {
  const { visit, slot, resource, outcome } = props;
  const { texts, language, now } = visit;
  const times = timesOf(language, resource.timeZone);
  const offer = offerOf(slot, now);
  const { notice, faults } = outcome;
  const day = times.dayKey(new Date(slot.startsAt));
  return (
    <article class="page-slot" data-watch-slot={slot.id}>
      <p class="crumb">
        <a href={`/r/${resource.id}?day=${day}`}>{texts.slot.back}</a>
      </p>
      <header>
        <h1>
          <SlotTime startsAt={slot.startsAt} endsAt={slot.endsAt} times={times} />
        </h1>
        <p class="what">
          <Name of={resource.name} />
          {resource.specialization && (
            <span class="kind">
              <Name of={resource.specialization} />
            </span>
          )}
        </p>
        <Places slot={slot} offer={offer} texts={texts} />
      </header>
      {notice && (
        <Notice title={notice.title} tone={notice.tone}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <Summary faults={faults} texts={texts} />
      <OfferSection {...props} offer={offer} times={times} />
    </article>
  );
}

interface PlacesProps {
  slot: Slot;
  offer: Offer;
  texts: Texts;
}

/** The places left, as of now: a script keeps them up to date. */
function Places({ slot, offer, texts }: PlacesProps) {
  const { id, available, capacity } = slot;
  const text = isFree(offer)
    ? capacity === 1
      ? texts.slot.free
      : texts.live.placesLeft(available)
    : texts.resource.offers[offer];
  return (
    <p
      class={`places ${offer}`}
      data-slot={id}
      data-offer={offer}
      data-available={Math.max(0, available)}
      data-capacity={capacity}
    >
      {text}
    </p>
  );
}

/** What can be done now: reserve, join the waitlist, or take another slot. */
function OfferSection(props: SlotViewProps & { offer: Offer; times: Times }) {
  const { visit, slot, offer, times, typed, outcome, others } = props;
  const { texts } = visit;
  const isAnswer = visit.c.req.method === "POST";
  const form = { slot, texts, times, typed, faults: outcome.faults };
  if (offer === "free" || offer === "few") {
    const isTooMuch = quantityOf(typed) > slot.available && quantityOf(typed) <= mostPlaces(slot, "join");
    return (
      <section class="card">
        <SlotForm {...form} kind="reserve" isJoinOffered={isTooMuch} others={isTooMuch ? others : []} />
      </section>
    );
  }
  if (offer === "full") {
    return (
      <>
        <section class="card">
          {!isAnswer && (
            <>
              <h2>{texts.slot.full}</h2>
              <p>{texts.slot.fullText}</p>
            </>
          )}
          <SlotForm {...form} kind="join" others={isAnswer ? others : []} />
        </section>
        {!isAnswer && <Elsewhere {...props} />}
      </>
    );
  }
  return (
    <>
      <Refusal slot={slot} offer={offer} texts={texts} times={times} />
      <Elsewhere {...props} />
    </>
  );
}

type Refused = Exclude<Offer, "free" | "few" | "full">;

/** Why nothing can be booked. */
function Refusal({ slot, offer, texts, times }: { slot: Slot; offer: Refused; texts: Texts; times: Times }) {
  const words = texts.slot;
  const from = new Date(slot.bookableFrom ?? slot.startsAt);
  return (
    <section class="card">
      <h2>{words[offer]}</h2>
      {offer === "early" ? (
        <>
          <p>
            {words.earlyText(times.short(from))} <span class="zone">{times.zone(from)}</span>
          </p>
          <p class="countdown" data-countdown={from.toISOString()} hidden>
            <span>{words.opensIn}</span> <strong data-clock="" />
          </p>
        </>
      ) : (
        <p>{words[`${offer}Text`]}</p>
      )}
    </section>
  );
}

/** Other slots that are free, and the way to all. */
function Elsewhere({ visit, resource, others, times }: SlotViewProps & { times: Times }) {
  const { texts } = visit;
  return (
    <>
      <Others texts={texts} times={times} others={others} />
      <p>
        <a href={`/r/${resource.id}`}>{texts.slot.allTimes(resource.name)}</a>
      </p>
    </>
  );
}
