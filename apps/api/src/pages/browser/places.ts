import { createClient, type Slot } from "@holdfast/client";
import { isFree, offerOf } from "../offer.ts";
import { content, pause, serverNow } from "./page.ts";
import { refresh } from "./refresh.ts";
import { texts } from "./texts.ts";

/** Many see the same change: they do not all ask for the page at once. */
const REFRESH_MIN_MILLISECONDS = 400;
const REFRESH_SPREAD_MILLISECONDS = 2_000;
/** The next refresh comes later. */
const REFRESHED_MAX_EVERY_MILLISECONDS = 5_000;

/** Keeps the places that the page shows up to date, while somebody looks at it. */
export function watchPlaces(signal: AbortSignal): void {
  const main = content();
  const watched = main.querySelector<HTMLElement>("[data-watch-slot], [data-watch-resource]");
  if (!watched) return;
  const { watchSlot: slotId, watchResource: resourceId } = watched.dataset;
  const input = slotId ? { slotId } : { resourceId: resourceId ?? "" };
  let looking = new AbortController();
  const look = () => {
    looking.abort();
    looking = new AbortController();
    if (!document.hidden) void watch(input, AbortSignal.any([signal, looking.signal]));
  };
  document.addEventListener("visibilitychange", look, { signal });
  signal.addEventListener("abort", () => looking.abort());
  look();
}

type Watched = { slotId: string } | { resourceId: string };

async function watch(input: Watched, signal: AbortSignal): Promise<void> {
  const client = createClient({ url: location.origin });
  const show = refresher(signal);
  let isFirst = true;
  try {
    for await (const message of client.slots.watch(input, { signal })) {
      const slots = message.type === "slots" ? message.slots : message.type === "slot" ? [message.slot] : [];
      const changes = slots.map(update);
      const isGone = message.type === "deleted" && isShown(message.id);
      // The first message is what the page shows already, unless something happened in between.
      const isOfOthers = !isFirst && changes.includes("unknown") && "resourceId" in input;
      const isMore = changes.includes("changed") || isGone || isOfOthers || (!isFirst && isWaiting());
      isFirst = false;
      if (isMore) show();
    }
  } catch {
    // Without the stream the page stays as it is; who sends a form hears what is true.
  }
}

const elementsOf = (id: string) => content().querySelectorAll<HTMLElement>(`[data-slot="${CSS.escape(id)}"]`);
const isShown = (id: string): boolean => elementsOf(id).length > 0;
/** Whether the page is that of an entry of the waitlist: its position changes as places do. */
const isWaiting = (): boolean => content().querySelector('[data-entry="waiting"]') !== null;

/** Writes the places of a slot where they are shown; tells whether something else is offered now. */
function update(slot: Slot): "same" | "changed" | "unknown" {
  const shown = elementsOf(slot.id);
  if (shown.length === 0) return "unknown";
  const offer = offerOf(slot, serverNow());
  let isChanged = false;
  for (const element of shown) {
    const { dataset } = element;
    isChanged ||= isFree(offer) !== (dataset["offer"] === "free" || dataset["offer"] === "few");
    if (dataset["available"] !== undefined) dataset["available"] = String(Math.max(0, slot.available));
    if (!isFree(offer) || slot.capacity === 1 || isChanged) continue;
    const isOwn = dataset["available"] !== undefined;
    element.textContent = isOwn ? texts.placesLeft(slot.available) : texts.placesFree(slot.available);
    element.classList.toggle("few", offer === "few");
  }
  return isChanged ? "changed" : "same";
}

/** Shows the page anew, once for many changes. */
function refresher(signal: AbortSignal): () => void {
  let isDue = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (isDue || content().dataset["answer"] !== undefined) return;
    isDue = true;
    const rest = lastAt + REFRESHED_MAX_EVERY_MILLISECONDS - performance.now();
    await pause(Math.max(REFRESH_MIN_MILLISECONDS, rest) + Math.random() * REFRESH_SPREAD_MILLISECONDS);
    isDue = false;
    lastAt = performance.now();
    if (!signal.aborted) await refresh(signal);
  };
}
