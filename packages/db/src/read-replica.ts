import { type Kysely, sql } from "kysely";
import { openDatabase } from "./pool.ts";
import type { Database } from "./schema.ts";

/** Looks at both servers in the time that a read may be late. */
const LOOKS_PER_LAG = 4;
const LOOK_MIN_MILLISECONDS = 25;
const LOOK_MAX_MILLISECONDS = 500;
/** Positions of the primary that the replica has not reached: beyond that the oldest are forgotten. */
const MARKS_MAX = 1_000;

export interface ReadReplicaOptions {
  primary: Kysely<Database>;
  /** The replica: `postgres://user:password@host:port/database`. */
  url: string;
  /** How late its data may be. */
  maxLagMilliseconds: number;
  maxConnections?: number;
  /** Called when it cannot be used any more, with what is wrong, and once when it can again. */
  onChange?: (isUsable: boolean, error?: unknown) => void;
}

/** A position of the primary's log, and a time before which it was read. */
interface Mark {
  position: bigint;
  atMilliseconds: number;
}

/**
 * A standby that answers reads which may be a moment old. How old is measured by positions of the primary's log, with this
 * process's own clock: no clock of a server matters, and a primary that does nothing makes nobody late.
 */
export class ReadReplica {
  readonly #pool: Kysely<Database>;
  readonly #options: ReadReplicaOptions;
  readonly #timer: NodeJS.Timeout;
  /** Oldest first. */
  #marks: Mark[] = [];
  /** The replica has all that was committed before. */
  #currentUntilMilliseconds = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #wasUsable: boolean | undefined;

  constructor(options: ReadReplicaOptions) {
    const { url, maxConnections, maxLagMilliseconds } = options;
    this.#options = options;
    this.#pool = openDatabase({ url, ...(maxConnections !== undefined && { maxConnections }) });
    const wanted = maxLagMilliseconds / LOOKS_PER_LAG;
    const interval = Math.min(LOOK_MAX_MILLISECONDS, Math.max(LOOK_MIN_MILLISECONDS, wanted));
    this.#timer = setInterval(() => this.#look(), interval);
    this.#look();
  }

  /** The replica, if its data is late by no more than the bound; else undefined, and the primary is to be asked. */
  current(): Kysely<Database> | undefined {
    const lag = performance.now() - this.#currentUntilMilliseconds;
    return lag <= this.#options.maxLagMilliseconds ? this.#pool : undefined;
  }

  /** Closes its connections. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#pool.destroy();
  }

  #look(): void {
    this.#looking ??= this.#compare()
      .then(
        () => this.#tell(),
        (error: unknown) => this.#tell(error),
      )
      .finally(() => {
        this.#looking = undefined;
      });
  }

  async #compare(): Promise<void> {
    const atMilliseconds = performance.now();
    const written = await readPosition(this.#options.primary, "pg_current_wal_lsn");
    this.#marks.push({ position: written, atMilliseconds });
    if (this.#marks.length > MARKS_MAX) this.#marks.shift();
    const replayed = await readPosition(this.#pool, "pg_last_wal_replay_lsn");
    const isReached = ({ position }: Mark) => position <= replayed;
    const reached = this.#marks.findLast(isReached);
    if (!reached) return;
    this.#currentUntilMilliseconds = reached.atMilliseconds;
    this.#marks = this.#marks.filter((mark) => mark.atMilliseconds > reached.atMilliseconds);
  }

  #tell(error?: unknown): void {
    const isUsable = this.current() !== undefined;
    if (isUsable !== this.#wasUsable) this.#options.onChange?.(isUsable, error);
    this.#wasUsable = isUsable;
  }
}

/** A position in the log, as a number of bytes. A promoted replica replays no more, so its position stands still. */
async function readPosition(
  db: Kysely<Database>,
  name: "pg_current_wal_lsn" | "pg_last_wal_replay_lsn",
): Promise<bigint> {
  const { rows } = await sql<{ bytes: string | null }>`
    SELECT (${sql.raw(name)}() - '0/0'::pg_lsn)::text AS bytes`.execute(db);
  const bytes = rows[0]?.bytes;
  if (bytes === null || bytes === undefined) throw new Error("the server of DATABASE_READ_URL is no replica");
  return BigInt(bytes);
}
