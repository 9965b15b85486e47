import { type Database, executePrepared, preparedStatement } from "@holdfast/db";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** Entries that one statement reads, at most; further ones are in the next. */
const READ_MAX_ENTRIES = 10_000;
/** Missing ids that are looked for, at most: far more than the transactions of a moment can have taken. */
const MISSING_MAX_IDS = 10_000;
/** Entries before the newest at which a reader begins, so that it finds what was in flight then. */
const BEGIN_BEFORE_ENTRIES = 1_000;

/** What a reader has found. */
export interface AuditNews {
  /** The slots that were changed; where an entry has none, its subject: a resource, a schedule or a key. */
  subjects: string[];
  /** Whether entries may have been missed: whoever follows the audit reads everything anew. */
  isIncomplete: boolean;
}

interface Row {
  ids: string | null;
  subjects: string[] | null;
  /** Every older transaction has ended. */
  horizon: string;
  /** No transaction that has begun to write has this id, or a larger one. */
  nextTransaction: string;
}

/**
 * Reads the audit as it grows. An id is taken before its transaction commits, so that a smaller one may appear after a larger
 * one: ids that are missing are looked for until they appear, or until every transaction has ended that was under way when they
 * were found missing. So no open transaction delays what others commit, and nothing is missed.
 */
export class AuditReader {
  /** The largest id that was seen. */
  #newest: number | undefined;
  /** Ids that are missing below it, with the transaction before which all must have ended. */
  readonly #missing = new Map<number, bigint>();
  #nextTransaction = 0n;
  /** What was under way when the reader began may have older ids than those that it looks for. */
  #beginsAfter: bigint | undefined;

  /** The largest id that was seen, as text; "0" before the first read. */
  get position(): string {
    return String(this.#newest ?? 0);
  }

  /** The ids that are looked for. */
  get missing(): number {
    return this.#missing.size;
  }

  /** Whether nothing is looked for, and all has ended that was under way when the reader began. */
  get isSettled(): boolean {
    return this.#missing.size === 0 && this.#newest !== undefined && this.#beginsAfter === undefined;
  }

  /** Reads what has been committed since the last call. One call at a time; one that fails may be repeated. */
  async read(db: Db): Promise<AuditNews> {
    const missing = [...this.#missing.keys()].map(String);
    const after = this.#newest === undefined ? null : String(this.#newest);
    const [row] = await executePrepared(db, selectNews({ after, missing }));
    if (!row) throw new Error("an aggregate has a row");
    return this.#take(row, this.#newest === undefined);
  }

  #take({ ids, subjects, ...row }: Row, isFirst: boolean): AuditNews {
    const horizon = BigInt(row.horizon);
    const nextTransaction = BigInt(row.nextTransaction);
    // A standby that was promoted may lack what its primary had told.
    const isOther = nextTransaction < this.#nextTransaction;
    this.#nextTransaction = nextTransaction;
    if (isFirst && horizon < nextTransaction) this.#beginsAfter = nextTransaction;
    const isWithinBounds = this.#note(ids === null ? [] : ids.split(",").map(Number), nextTransaction);
    for (const [id, transaction] of this.#missing) if (horizon >= transaction) this.#missing.delete(id);
    const hasBegun = this.#beginsAfter !== undefined && horizon >= this.#beginsAfter;
    if (hasBegun) this.#beginsAfter = undefined;
    if (isOther) this.#newest = undefined;
    return { subjects: subjects ?? [], isIncomplete: isOther || hasBegun || !isWithinBounds };
  }

  /** Notes the ids that were found, and those that are missing among them; false where too many are. */
  #note(found: number[], transaction: bigint): boolean {
    found.sort((one, other) => one - other);
    let isWithinBounds = true;
    for (const id of found) {
      if (this.#missing.delete(id)) continue;
      const first = (this.#newest ?? id - 1) + 1;
      this.#newest = Math.max(this.#newest ?? 0, id);
      if (this.#missing.size + id - first > MISSING_MAX_IDS) {
        isWithinBounds = false;
        continue;
      }
      for (let missing = first; missing < id; missing++) this.#missing.set(missing, transaction);
    }
    this.#newest ??= 0;
    return isWithinBounds;
  }
}

/*
 * The next transaction is not the snapshot's `xmax`, which is only that after the latest one that has ended: a running
 * transaction may have a larger id. `age` says how many ids have been given since.
 */
const selectNews = preparedStatement<Database, { after: string | null; missing: readonly string[] }, Row>(
  (value) => sql<Row>`
  WITH entry AS MATERIALIZED (
    (SELECT id, coalesce(slot_id, subject_id) AS subject FROM audit
      WHERE id > coalesce(${value("after")}::bigint, (SELECT max(id) - ${sql.lit(BEGIN_BEFORE_ENTRIES)} FROM audit), 0)
      ORDER BY id LIMIT ${sql.lit(READ_MAX_ENTRIES)})
    UNION ALL
    SELECT id, coalesce(slot_id, subject_id) FROM audit WHERE id = ANY(${value("missing")}::bigint[])
  )
  SELECT (SELECT string_agg(id::text, ',') FROM entry) AS ids,
    (SELECT array_agg(DISTINCT subject::text) FROM entry) AS subjects,
    pg_snapshot_xmin(now_known)::text AS horizon,
    (pg_snapshot_xmax(now_known)::text::bigint + age(pg_snapshot_xmax(now_known)::xid))::text AS "nextTransaction"
  FROM pg_current_snapshot() AS now_known`,
);
