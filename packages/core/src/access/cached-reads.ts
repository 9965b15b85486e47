/** How long a process caches a key or a session; another process may accept a revoked one for as long. */
export const KEY_CACHED_SECONDS = 5;
const CACHED_MAX_ROWS = 1_000;

/** The row with an id, or the read that will find it. */
interface Entry<Row> {
  found: Row | undefined;
  reading: Promise<Row | undefined> | undefined;
  freshUntil: number;
}

/** Rows by id, each read once in `KEY_CACHED_SECONDS`, so that most requests need no statement; what is not there, too. */
export class CachedReads<Row extends object> {
  readonly #read: (id: string) => Promise<Row | undefined>;
  readonly #entries = new Map<string, Entry<Row>>();

  constructor(read: (id: string) => Promise<Row | undefined>) {
    this.#read = read;
  }

  /** The row itself where it is cached, and a promise where it has to be read; undefined: there is none. */
  get(id: string): Row | undefined | Promise<Row | undefined> {
    const cached = this.#entries.get(id);
    const entry = cached && cached.freshUntil > performance.now() ? cached : this.#startReading(id);
    return entry.reading ?? entry.found;
  }

  /** Removes a row from the cache. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  /** Removes the rows that fit, and those that are being read. */
  forgetWhere(isMeant: (row: Row) => boolean): void {
    for (const [id, { found, reading }] of this.#entries) {
      if (reading || (found && isMeant(found))) this.#entries.delete(id);
    }
  }

  /** Starts to read a row; requests that arrive meanwhile share the read. */
  #startReading(id: string): Entry<Row> {
    const entry: Entry<Row> = {
      found: undefined,
      reading: undefined,
      freshUntil: performance.now() + KEY_CACHED_SECONDS * 1000,
    };
    entry.reading = this.#finish(id, entry);
    this.#entries.delete(id);
    const oldest = this.#entries.size < CACHED_MAX_ROWS ? undefined : this.#entries.keys().next().value;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(id, entry);
    return entry;
  }

  async #finish(id: string, entry: Entry<Row>): Promise<Row | undefined> {
    try {
      entry.found = await this.#read(id);
      entry.reading = undefined;
      return entry.found;
    } catch (error) {
      if (this.#entries.get(id) === entry) this.#entries.delete(id); // the next request reads again
      throw error;
    }
  }
}
