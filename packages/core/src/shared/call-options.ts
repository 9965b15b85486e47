/** An address that many visitors share, as far as is known: their contacts are counted, the address is not. */
export const SHARED_ADDRESS = Symbol("shared address");

/** The address of a request, under which its holds are counted. */
export type ClientAddress = string | typeof SHARED_ADDRESS;

/** Options of a verb that creates something. */
export interface CreateOptions {
  /** The client's address; undefined: its holds are not counted. */
  from?: ClientAddress | undefined;
  /** Called when the result is that of an earlier request with the same idempotency key. */
  onReplay?: (() => void) | undefined;
}

/** Tells that the caller no longer wants the result; an AbortSignal does. */
export interface Abortable {
  readonly aborted: boolean;
}
