import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/* Which of several servers accepts writes, and what to do with the connections to those that no longer do. */

const PROBE_TIMEOUT_MILLISECONDS = 2_000;
/** The time in which the last server that was found is asked alone. */
const HEAD_START_MILLISECONDS = 250;
/** Connections that are opened within this time share a search. */
const FOUND_FOR_MILLISECONDS = 500;
/** A planned change of the primary takes some seconds: so long, a search waits for it, and then fails. */
const SEARCH_MILLISECONDS = 3_000;
const PAUSE_MILLISECONDS = 100;

/** PostgreSQL's sqlclient_unable_to_establish_sqlconnection. */
const STANDBY_CODE = "08001";
const standby = () => Object.assign(new Error("none of the servers takes writes"), { code: STANDBY_CODE });

/** Codes of errors that may pass within seconds: a server that starts, stops, is away or is a standby. */
const PASSING_CODES = new Set([
  STANDBY_CODE,
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "57P01", // admin_shutdown
  "57P03", // cannot_connect_now
]);
const PASSING_MESSAGES = /^(Connection terminated|timeout expired|Query read timeout)/;

/** 08006 is PostgreSQL's connection_failure. */
const replaced = () => Object.assign(new Error("another server takes writes now"), { code: "08006" });

/** Finds the server that accepts writes, for all connections of a process to these servers. */
export class PrimaryFinder {
  readonly #urls: readonly string[];
  readonly #sockets = new Map<Socket, string>();
  #last: string;
  #found: Promise<string> | undefined;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
    this.#last = urls[0] as string;
  }

  /**
   * Finds the server; simultaneous calls share a search. While none accepts writes, it is searched for 3 s.
   * @returns its URL
   * @throws code 08001 if there is none; the server's error if it will not pass, such as a wrong password's
   */
  find(): Promise<string> {
    if (this.#found === undefined) {
      const found = this.#search();
      this.#found = found;
      const forget = () => {
        this.#found = undefined;
      };
      found.then(() => setTimeout(forget, FOUND_FOR_MILLISECONDS).unref(), forget);
    }
    return this.#found.catch((error: Error) => {
      throw toOwnError(error);
    });
  }

  /** Closes a connection to a server when another one is found, with an error of code 08006. */
  keep(socket: Socket, url: string): void {
    this.#sockets.set(socket, url);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  async #search(): Promise<string> {
    const endsAt = performance.now() + SEARCH_MILLISECONDS;
    for (;;) {
      try {
        this.#last = await this.#look();
        for (const [socket, url] of this.#sockets) if (url !== this.#last) socket.destroy(replaced());
        return this.#last;
      } catch (error) {
        if (performance.now() > endsAt || !isPassing(error)) throw error;
        await sleep(PAUSE_MILLISECONDS);
      }
    }
  }

  /**
   * Asks the last server that was found, and all at once if it refuses or does not answer soon: one that is silent takes
   * the whole timeout.
   */
  async #look(): Promise<string> {
    const first = ask(this.#last);
    const early = await Promise.race([
      first.catch(() => undefined),
      sleep(HEAD_START_MILLISECONDS, undefined),
    ]);
    if (early !== undefined) return early;
    const others = this.#urls.filter((url) => url !== this.#last).map(ask);
    return Promise.any([first, ...others]).catch(({ errors }: AggregateError) => {
      throw errors.findLast(({ code }) => code !== STANDBY_CODE) ?? errors[0];
    });
  }
}

/** Returns the URL of a server that accepts writes. */
async function ask(url: string): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PROBE_TIMEOUT_MILLISECONDS,
    query_timeout: PROBE_TIMEOUT_MILLISECONDS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SHOW transaction_read_only");
    if (rows[0]?.transaction_read_only === "off") return url;
    throw standby();
  } finally {
    client.end().catch(() => {});
  }
}

/** Every caller gets an error of its own, because pg-boss writes into the ones that it meets. */
const toOwnError = (cause: Error) =>
  Object.assign(new Error(cause.message, { cause }), {
    code: isPassing(cause) ? STANDBY_CODE : Object(cause).code,
  });

const isPassing = (error: unknown) =>
  error instanceof Error &&
  (("code" in error && PASSING_CODES.has(String(error.code))) || PASSING_MESSAGES.test(error.message));
