import type { Slot } from "@holdfast/contract";
import { isFree, offerOf } from "../offer.ts";
import { Time } from "../parts/time.tsx";
import type { Times } from "../texts/index.ts";
import type { Visit } from "../visit.ts";

interface SlotListProps {
  visit: Visit;
  slots: readonly Slot[];
  times: Times;
  /** Whether they are of several days. */
  isDated?: boolean;
}

/** The slots of a day, in their order: each a link that shows what it offers. */
export function SlotList({ visit: { texts, now }, slots, times, isDated }: SlotListProps) {
  return (
    <ol class="slots">
      {slots.map((slot) => {
        const { id, startsAt, available, capacity } = slot;
        const offer = offerOf(slot, now);
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
      })}
    </ol>
  );
}
