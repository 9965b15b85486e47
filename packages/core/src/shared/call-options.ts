/** Stands for an address that many visitors seem to share. Their contacts are counted, the address is not. */
export const SHARED_ADDRESS = Symbol("shared address");

/** The client's address, under which its holds are counted. */
export type ClientAddress = string | typeof SHARED_ADDRESS;

/** Options of a verb that takes an idempotency key. */
export interface ReplayOptions {
  /** Called when the response of an earlier request with the same idempotency key is replayed. */
  onReplay?: (() => void) | undefined;
}

/** Options of a verb that creates something. */
export interface CreateOptions extends ReplayOptions {
  /** The client's address; without it no holds are counted. */
  from?: ClientAddress | undefined;
}

/** The part of an AbortSignal that says whether the caller still wants the result. */
export interface Abortable {
  readonly aborted: boolean;
}
