import type { Slot } from "@holdfast/contract";
import { raw } from "hono/html";
import { isFree, type Offer, offerOf } from "../offer.ts";
import { Time } from "../parts/time.tsx";
import { rememberPer } from "../remember.ts";
import type { Times } from "../texts/index.ts";
import type { Visit } from "../visit.ts";

interface SlotListProps {
  visit: Visit;
  slots: readonly Slot[];
  times: Times;
  /** Whether they are of several days. */
  isDated?: boolean;
}

/** The markup of a slot. Reads that meet share their slots, and with them this. */
const rememberedItem = rememberPer<Slot, string>();

/** The slots of a day, in their order: each a link that shows what it offers. */
export function SlotList({ visit, slots, times, isDated = false }: SlotListProps) {
  const { language, now } = visit;
  const items = slots.map((slot) => {
    const offer = offerOf(slot, now);
    const key = `${language} ${times.timeZone} ${offer} ${isDated}`;
    return rememberedItem(slot, key, () =>
      (<Item visit={visit} slot={slot} offer={offer} times={times} isDated={isDated} />).toString(),
    );
  });
  return <ol class="slots">{raw(items.join(""))}</ol>;
}

interface ItemProps extends Pick<Required<SlotListProps>, "visit" | "times" | "isDated"> {
  slot: Slot;
  offer: Offer;
}

function Item({ visit: { texts }, slot, offer, times, isDated }: ItemProps) {
  const { id, startsAt, available, capacity } = slot;
  const at = new Date(startsAt);
  const isCounted = isFree(offer) && capacity > 1;
  return (
    <li>
      <a class={`slot ${offer}`} href={`/s/${id}`}>
        <Time at={at} times={times} text={isDated ? times.short(at) : times.clock(at)} own />
        <span class="places" data-slot={id} data-offer={offer} data-capacity={capacity}>
          {isCounted ? texts.live.placesFree(available) : texts.resource.offers[offer]}
        </span>
      </a>
    </li>
  );
}
