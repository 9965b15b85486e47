import type { FreeSlot } from "@holdfast/core";
import type { Texts, Times } from "../texts/index.ts";
import { Time } from "./time.tsx";

interface OthersProps {
  others: readonly FreeSlot[];
  texts: Texts;
  times: Times;
}

/** Other free slots, each with a link. */
export function Others({ others, texts, times }: OthersProps) {
  if (others.length === 0) return null;
  return (
    <section class="others">
      <h2>{texts.slot.others}</h2>
      <ul class="choices">
        {others.map(({ id, startsAt }) => {
          const at = new Date(startsAt);
          return (
            <li>
              <a class="choice" href={`/s/${id}`}>
                <Time at={at} times={times} text={times.short(at)} own />
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
