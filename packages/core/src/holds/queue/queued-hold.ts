import { type Hold, HoldfastError } from "@holdfast/contract";
import { batchPerTick } from "../../concurrency/index.ts";
import { type Abortable, toBusy } from "../../shared/index.ts";
import { type HoldRequest, type HoldResult, type ReplayedHold, SLOT_LOCKED } from "../request.ts";

export function answer(queued: QueuedHold, given: HoldResult | undefined): void {
  if (given === undefined || given === SLOT_LOCKED)
    refuse(queued, new Error("a request was left without an answer"));
  else if (given instanceof HoldfastError) refuse(queued, given);
  else {
    queued.isAnswered = true;
    afterThisTurn(() => queued.resolve(given));
  }
}

/** Refuses a request; a transient error of the database becomes BUSY. */
export function refuse(queued: QueuedHold, reason: unknown): void {
  queued.isAnswered = true;
  afterThisTurn(() => queued.reject(toBusy(reason) ?? reason));
}

/** A request for a hold without a result yet. */
export interface QueuedHold {
  request: HoldRequest;
  signal: Abortable | undefined;
  giveUpAt: number;
  resolve: (hold: Hold | ReplayedHold) => void;
  reject: (error: unknown) => void;
  isAnswered: boolean;
  /** Whether the fast path has found its slot locked before. */
  isSecondTry: boolean;
}

const afterThisTurn = batchPerTick<() => void>((giveAnswer) => giveAnswer());
