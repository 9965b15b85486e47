import { countDown } from "./countdown.ts";
import { watchPlaces } from "./places.ts";
import { retryLater } from "./retry.ts";
import { addSteppers } from "./stepper.ts";
import { showOwnTimes } from "./zones.ts";

/** What lives in the page; each island ends when the page it belongs to is replaced. */
const ISLANDS = [showOwnTimes, addSteppers, countDown, watchPlaces, retryLater] as const;

/** Wakes the islands of the page, and those of every page that takes its place. */
export function wakeIslands(): void {
  let ending = new AbortController();
  const wake = () => {
    ending.abort();
    ending = new AbortController();
    for (const island of ISLANDS) island(ending.signal);
  };
  document.addEventListener("page-shown", wake);
  wake();
}
