import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type RawBuilder,
  sql,
  type TransactionSettings,
} from "kysely";
import type pg from "pg";

/* Kysely over pg with fewer round trips, because a row lock is held during each of them: BEGIN travels with the first
   statement, and a statement whose result is not needed with COMMIT. */

/* If BEGIN itself failed, statements sent with it would run outside a transaction. The only write sent that way is a
   single statement, so it is still atomic. */

/** Queries that are sent without waiting for their result, with the receiver of that result. */
const deferred = new WeakMap<CompiledQuery, (answer: Promise<pg.QueryResult>) => void>();

/** Queries that PostgreSQL parses and plans once per connection. */
const prepared = new WeakSet<CompiledQuery>();

/** The result of a statement that has been sent; it is there when the commit's is. */
export interface Sent<Row> {
  rows: Promise<Row[]>;
}

/**
 * Sends a statement as a prepared one and waits for nothing: for the last statements of a transaction, whose results
 * come with COMMIT's. If it fails, the transaction's commit fails, too.
 */
export async function executeDeferred<Database, Row>(
  trx: Kysely<Database>,
  query: Compilable<Database, Row>,
): Promise<Sent<Row>> {
  const compiled = query.compile(trx);
  const sent = Promise.withResolvers<Row[]>();
  deferred.set(compiled, (answer) => answer.then((result) => sent.resolve(result.rows), sent.reject));
  prepared.add(compiled);
  sent.promise.catch(() => {}); // a failure is in the rows for their reader, and in the commit for everybody else
  await trx.executeQuery(compiled);
  return { rows: sent.promise };
}

/** What can be compiled to a statement: `sql` and a query builder alike. */
export interface Compilable<Database, Row> {
  compile: (db: Kysely<Database>) => CompiledQuery<Row>;
}

/** Executes a statement as a prepared one. Its text must be one of few: every connection keeps each of them. */
export async function executePrepared<Database, Row>(
  trx: Kysely<Database>,
  query: Compilable<Database, Row>,
): Promise<Row[]> {
  const compiled = query.compile(trx);
  prepared.add(compiled);
  return (await trx.executeQuery(compiled)).rows;
}

/** A parameter of a statement that is made once; each execution gives its value. */
class Parameter<Name> {
  readonly name: Name;

  constructor(name: Name) {
    this.name = name;
  }
}

/**
 * Makes a prepared statement whose text is made once, at its first execution.
 * @param build makes the query; `value(name)` stands for the value that an execution gives under that name
 * @returns the function that makes an execution of it
 */
export function preparedStatement<Database, Values extends object, Row>(
  build: (
    value: (name: keyof Values) => RawBuilder<unknown>,
    db: Kysely<Database>,
  ) => Compilable<Database, Row>,
): (values: Values) => Compilable<Database, Row> {
  let template: CompiledQuery<Row> | undefined;
  return (values) => ({
    compile: (db) => {
      template ??= build((name) => sql`${new Parameter(name)}`, db).compile(db);
      const parameters = template.parameters.map((parameter) =>
        parameter instanceof Parameter ? values[parameter.name as keyof Values] : parameter,
      );
      return { ...template, parameters };
    },
  });
}

/** Stands for no statement: it lets all deferred ones go. */
const FLUSH = CompiledQuery.raw("");

/**
 * Executes independent statements as prepared ones on one connection, in their order, and sends them as one message: for
 * several short ones that costs half.
 * @param db a pool: each statement is a transaction of its own
 * @throws the first failure; the others are executed all the same
 */
export function executeTogether<Database, Row>(
  db: Kysely<Database>,
  queries: readonly Compilable<Database, Row>[],
): Promise<Row[][]> {
  const [only] = queries;
  if (only && queries.length === 1) return executePrepared(db, only).then((rows) => [rows]);
  return db.connection().execute(async (session) => {
    const sent: Sent<Row>[] = [];
    for (const query of queries) sent.push(await executeDeferred(session, query));
    await session.executeQuery(FLUSH);
    return Promise.all(sent.map(({ rows }) => rows));
  });
}

/** How long a statement's result is waited for. */
export interface Patience {
  /** The bound; a connection that exceeds it is discarded. None unless given. */
  answerTimeoutMilliseconds?: number;
  /** Called every 2 s until the result is there. */
  onSilence?: () => void;
}

const SILENCE_MILLISECONDS = 2_000;
/** PostgreSQL's read_only_sql_transaction: the server is not the primary, and another connection may lead to it. */
const READ_ONLY_CODE = "25006";

/** PostgreSQL's dialect on pipelined connections; the pool's clients must be made with `pipeline: true`. */
export function pipelinedDialect(pool: pg.Pool, patience: Patience = {}): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PipelinedDriver(pool, patience),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PipelinedDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #patience: Patience;
  readonly #connections = new WeakMap<pg.PoolClient, PipelinedConnection>();

  constructor(pool: pg.Pool, patience: Patience) {
    this.#pool = pool;
    this.#patience = patience;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PipelinedConnection> {
    const client = await this.#pool.connect();
    const connection = this.#connections.get(client) ?? new PipelinedConnection(client, this.#patience);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(connection: PipelinedConnection, settings: TransactionSettings): Promise<void> {
    const level = ` ISOLATION LEVEL ${settings.isolationLevel ?? "read committed"}`;
    const mode = settings.accessMode ? ` ${settings.accessMode}` : "";
    connection.sendDeferred({ text: `BEGIN${level}${mode}` });
  }

  /** Throws the error of a deferred statement; PostgreSQL has then rolled back. */
  async commitTransaction(connection: PipelinedConnection): Promise<void> {
    const { command } = await connection.send({ text: "COMMIT" });
    if (command === "ROLLBACK") throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.rollback();
  }

  async releaseConnection(connection: PipelinedConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * A client, with two properties that pg's types leave out: its socket, which sends many messages as one when it is
 * corked, and the texts of the statements that PostgreSQL has parsed, by name.
 */
type SocketClient = pg.PoolClient & {
  connection: { stream: Socket; parsedStatements: Record<string, string | undefined> };
};

class PipelinedConnection implements DatabaseConnection {
  readonly #client: SocketClient;
  readonly #patience: Patience;
  readonly #unanswered: Promise<unknown>[] = [];
  #isBroken = false;

  constructor(client: pg.PoolClient, patience: Patience) {
    this.#client = client as SocketClient;
    this.#patience = patience;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (query === FLUSH) {
      await this.#flush().catch(() => {}); // a failure is in the rows for their reader
      return { rows: [] };
    }
    const config: pg.QueryConfig = { text: query.sql, values: query.parameters as unknown[] };
    if (prepared.has(query)) config.name = nameOf(query.sql);
    const deliver = deferred.get(query);
    if (deliver) {
      deliver(this.sendDeferred(config));
      return { rows: [] };
    }
    const { command, rowCount, rows } = await this.send(config);
    const isWrite =
      command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE";
    return { rows, ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  /** Leaves a statement in the socket's buffer; the next `send` sends it, and waits for its result. */
  sendDeferred(config: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.#unanswered.length === 0) this.#client.connection.stream.cork();
    const answer = this.#ask(config);
    answer.catch(() => {});
    this.#unanswered.push(answer);
    return answer;
  }

  /** Sends a statement and waits for its result and for those of deferred ones; throws the first failure. */
  async send(config: pg.QueryConfig): Promise<pg.QueryResult> {
    const answer = this.#ask(config);
    answer.catch(() => {});
    await this.#flush();
    return answer;
  }

  /**
   * The client's own promise and timeout are avoided: pg assigns a function to a property for each, and V8 puts such a
   * function among its old objects. That would keep the statement and its parameters until a full collection.
   */
  #ask(config: pg.QueryConfig): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      const { answerTimeoutMilliseconds, onSilence } = this.#patience;
      const timer =
        answerTimeoutMilliseconds && setTimeout(() => this.#giveUp(reject), answerTimeoutMilliseconds);
      const interval = onSilence && setInterval(onSilence, SILENCE_MILLISECONDS);
      this.#client.query(config, (error: Error | undefined, result: pg.QueryResult) => {
        clearTimeout(timer);
        clearInterval(interval);
        if (!error) return resolve(result);
        if (!this.#isKnown(config.name) || Object(error).code === READ_ONLY_CODE) this.#isBroken = true;
        reject(error);
      });
    });
  }

  /**
   * Whether PostgreSQL knows the name of a statement. A statement behind a failed one is not parsed, but PgBouncer takes
   * its name for given, and closes a connection on which it is given again.
   */
  #isKnown(name: string | undefined): boolean {
    return name === undefined || this.#client.connection.parsedStatements[name] !== undefined;
  }

  /** The server is silent: the statement may still be executed, and later ones would wait, too. */
  #giveUp(reject: (reason: Error) => void): void {
    reject(new Error("Query read timeout")); // as pg calls it
    this.#isBroken = true;
    this.#client.connection.stream.destroy();
  }

  /** All deferred results are awaited: otherwise a BEGIN that failed would go unnoticed. */
  async #flush(): Promise<void> {
    if (this.#unanswered.length > 0) this.#client.connection.stream.uncork();
    await Promise.all(this.#unanswered.splice(0));
  }

  /** Never throws: a connection that cannot roll back is discarded, and PostgreSQL rolls back then. */
  async rollback(): Promise<void> {
    await this.#flush().catch(() => {}); // the transaction is rolled back in any case
    await this.#ask({ text: "ROLLBACK" }).catch(() => {
      this.#isBroken = true;
    });
  }

  /** Returns the connection to the pool; one in an unknown state is discarded. */
  release(): void {
    this.#client.release(this.#isBroken);
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for the method; nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("streaming is not supported");
  }
}

const names = new Map<string, string>();

/** The name under which PostgreSQL keeps a statement for the connection's life. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `holdfast_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  names.set(text, name);
  return name;
}
