import { content, pause } from "./page.ts";
import { refresh } from "./refresh.ts";

const FIRST_PAUSE_MILLISECONDS = 2_000;
const RETRIED_MAX_TIMES = 5;

/** Where the server was too busy to show the page: asks for it again, and again later. */
export async function retryLater(signal: AbortSignal): Promise<void> {
  if (!content().querySelector("[data-retry]")) return;
  for (let time = 0; time < RETRIED_MAX_TIMES; time += 1) {
    await pause(FIRST_PAUSE_MILLISECONDS * 2 ** time * (1 + Math.random()));
    if (signal.aborted || (await refresh(signal))) return;
  }
}
