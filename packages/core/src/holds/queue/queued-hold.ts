import { type Hold, HoldfastError } from "@holdfast/contract";
import { inOneGo } from "../../concurrency/index.ts";
import { type Abortable, toBusy } from "../../shared/index.ts";
import { type HoldAnswer, type HoldRequest, type ReplayedHold, SLOT_LOCKED } from "../request.ts";

/** A request that has no answer yet. */
export interface Waiting {
  request: HoldRequest;
  signal: Abortable | undefined;
  giveUpAt: number;
  resolve: (hold: Hold | ReplayedHold) => void;
  reject: (error: unknown) => void;
  isAnswered: boolean;
  /** Whether the short way has found its slot locked before. */
  isSecondTry: boolean;
}

/** A queue that one transaction at a time empties. `slotId`: the contended slot that it is for. */
export interface Lane {
  waiting: Waiting[];
  isRunning: boolean;
  slotId?: string;
  /** When a contended lane has had its time, by `performance.now()`; known once it runs. */
  endsAt?: number;
  closing?: NodeJS.Timeout;
  /** Whether its last batch had several requests. */
  isInDemand?: boolean;
}

const settle = inOneGo<() => void>((giveAnswer) => giveAnswer());

/** Gives a request its answer. */
export function answer(waiting: Waiting, given: HoldAnswer | undefined): void {
  if (given === undefined || given === SLOT_LOCKED)
    refuse(waiting, new Error("a request was left without an answer"));
  else if (given instanceof HoldfastError) refuse(waiting, given);
  else {
    waiting.isAnswered = true;
    settle(() => waiting.resolve(given));
  }
}

/** Refuses a request; what says that the database has no time for it becomes BUSY. */
export function refuse(waiting: Waiting, reason: unknown): void {
  waiting.isAnswered = true;
  settle(() => waiting.reject(toBusy(reason) ?? reason));
}
