import type { Kysely, RawBuilder } from "kysely";
import { sendBehind } from "./pipelined-driver.ts";

/** A connection out of the pool, and how many statements on it have no answer yet. */
interface Lease<Database> {
  connection: Promise<Kysely<Database>>;
  unanswered: number;
  giveBack: () => void;
}

/**
 * One connection for statements that go one behind the other, without waiting for each other's answers. It is taken
 * from the pool for the first of them, and goes back after the last answer.
 */
export class SharedConnection<Database> {
  readonly #db: Kysely<Database>;
  #lease: Lease<Database> | undefined;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Executes a statement, prepared, after those given before; it is a transaction by itself. */
  async execute<Row>(query: RawBuilder<Row>): Promise<Row[]> {
    this.#lease ??= lend(this.#db);
    const lease = this.#lease;
    lease.unanswered++;
    try {
      const { rows } = await sendBehind(await lease.connection, query);
      return await rows;
    } finally {
      lease.unanswered--;
      if (lease.unanswered === 0) {
        this.#lease = undefined;
        lease.giveBack();
      }
    }
  }
}

function lend<Database>(db: Kysely<Database>): Lease<Database> {
  const lent = Promise.withResolvers<Kysely<Database>>();
  const used = Promise.withResolvers<void>();
  const lending = db.connection().execute((connection) => {
    lent.resolve(connection);
    return used.promise;
  });
  lending.catch(lent.reject);
  return { connection: lent.promise, unanswered: 0, giveBack: used.resolve };
}
