import type { LimitsContext } from "./hold-limits.ts";
import type { HoldQueue } from "./queue/hold-queue.ts";

/** The context of a verb that asks for places, or that runs beside the hold queue. */
export interface HoldsContext extends LimitsContext {
  /** The queue that gathers requests into transactions. */
  holds: HoldQueue;
}
