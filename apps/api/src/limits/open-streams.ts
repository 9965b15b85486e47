import { HoldfastError } from "@holdfast/contract";

/** Streams of one address: as many as an office has people. */
export const STREAMS_PER_ADDRESS_MAX = 500;
/** When a refused client may ask again. */
const RETRY_SECONDS = 10;

/** Counts the open streams of each address, in the memory of this process. */
export class OpenStreams {
  readonly #max: number;
  readonly #counts = new Map<string, number>();

  /** @param max of one address */
  constructor(max: number) {
    this.#max = max;
  }

  /**
   * Counts a stream that opens.
   * @returns called when it has ended
   * @throws RATE_LIMITED where the address has too many
   */
  open(address: string): () => void {
    const count = this.#counts.get(address) ?? 0;
    if (count >= this.#max) {
      throw new HoldfastError(
        "RATE_LIMITED",
        `Too many streams: one address may have ${this.#max} of a process`,
        {
          retryAfterSeconds: RETRY_SECONDS,
        },
      );
    }
    this.#counts.set(address, count + 1);
    return () => {
      const left = (this.#counts.get(address) ?? 1) - 1;
      if (left > 0) this.#counts.set(address, left);
      else this.#counts.delete(address);
    };
  }
}
