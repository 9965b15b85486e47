import type { Booking, Resource, Slot, WaitlistEntry } from "@holdfast/contract";
import { offerOf } from "../offer.ts";
import { Name } from "../parts/name.tsx";
import { SlotTime, Time } from "../parts/time.tsx";
import { timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";

interface WaitingViewProps {
  visit: Visit;
  entry: WaitlistEntry;
  /** Undefined: it was deleted. */
  slot: Slot | undefined;
  resource: Resource | undefined;
  /** The booking that the entry has become. */
  booking: Booking | undefined;
}

type EntryState = "waiting" | "promoted" | "left" | "closed";

/** An entry that nobody can promote any more has ended, whether or not that is written down. */
function entryStateOf({ status }: WaitlistEntry, slot: Slot | undefined, now: number): EntryState {
  if (status === "PROMOTED") return "promoted";
  const offer = slot && offerOf(slot, now);
  if (offer === undefined || offer === "past" || offer === "late") return "closed";
  return status === "LEFT" ? "left" : "waiting";
}

export function WaitingView(props: WaitingViewProps) {
  const { visit, entry, slot, resource } = props;
  const { texts, language, now } = visit;
  const state = entryStateOf(entry, slot, now);
  const times = timesOf(language, resource?.timeZone ?? null);
  return (
    <article class={`page-waiting ${state}`} data-entry={state} data-watch-slot={slot?.id} data-refresh="">
      <header>
        <h1>{texts.waiting[`${state}Title`]}</h1>
        {resource && (
          <p class="what">
            <Name of={resource.name} />
          </p>
        )}
        {slot && (
          <p>
            <SlotTime startsAt={slot.startsAt} endsAt={slot.endsAt} times={times} />
          </p>
        )}
      </header>
      <section class="card">
        {state === "promoted" && <Promoted {...props} />}
        {state === "waiting" && <Waiting {...props} />}
        {(state === "left" || state === "closed") && <Over {...props} state={state} />}
      </section>
    </article>
  );
}

function Promoted({ visit, resource, booking }: WaitingViewProps) {
  if (!booking) return null;
  const { texts, language } = visit;
  const words = texts.waiting;
  const times = timesOf(language, resource?.timeZone ?? null);
  const expiresAt = new Date(booking.expiresAt);
  return (
    <>
      {booking.status === "PENDING" ? (
        <p>
          {texts.booking.heldUntil} <Time at={expiresAt} times={times} text={times.short(expiresAt)} own />.{" "}
          {words.promotedText}
        </p>
      ) : (
        <p>{words.promotedOver}</p>
      )}
      <p class="actions">
        <a class="button wide" href={`/b/${booking.id}`}>
          {words.promotedGo}
        </a>
      </p>
    </>
  );
}

function Waiting({ visit, entry }: WaitingViewProps) {
  const { texts } = visit;
  const words = texts.waiting;
  const { position } = entry;
  return (
    <>
      {position !== null && <p class="position">{position === 1 ? words.first : words.position(position)}</p>}
      <p>{words.waitingText}</p>
      <p class="aside">
        <Name of={entry.customerName} />, {texts.places(entry.quantity)}
      </p>
      <form method="post" action={`/w/${entry.id}/leave`} class="actions">
        <button class="button quiet" type="submit">
          {words.leave}
        </button>
      </form>
    </>
  );
}

function Over({ visit, slot, resource, state }: WaitingViewProps & { state: "left" | "closed" }) {
  const { texts } = visit;
  const again = state === "left" && slot ? `/s/${slot.id}` : resource ? `/r/${resource.id}` : "/";
  return (
    <>
      <p>{texts.waiting[`${state}Text`]}</p>
      <p class="actions">
        <a class="button" href={again}>
          {texts.booking.bookAgain}
        </a>
      </p>
    </>
  );
}
