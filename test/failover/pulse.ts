import { Caller } from "../faults/callers.ts";
import type { History } from "../faults/history.ts";
import type { Load } from "../faults/load.ts";
import type { HoldfastProcess } from "../faults/processes.ts";

const BEAT_MILLISECONDS = 100;

/**
 * Books one place every 0.1 s, whether or not the last booking was answered, without a key and so without a retry: the
 * measure of the gap.
 */
export function startPulse(history: History, processes: readonly HoldfastProcess[], slotId: string): Load {
  const open = new Set<Promise<unknown>>();
  let beats = 0;
  const timer = setInterval(() => {
    const process = processes[beats % processes.length] as HoldfastProcess;
    const call = new Caller(history, process).bookOverRest(slotId, `pulse-${beats++}`);
    open.add(call);
    call.finally(() => open.delete(call));
  }, BEAT_MILLISECONDS);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}
