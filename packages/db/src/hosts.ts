import { Socket } from "node:net";
import pg from "pg";

/* A DATABASE_URL may name several servers, as in libpq: connections go to the one that accepts writes at the moment.
   pg knows one host, so the socket finds the server. */

const SEVERAL = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^@/?]*,[^@/?]*)((?:[/?].*)?)$/;
const PROBE_TIMEOUT_MILLISECONDS = 2_000;
/** Connections that are opened within this time share a search. */
const FOUND_FOR_MILLISECONDS = 500;

/** pg's options for the address of the database. */
export interface Where {
  connectionString: string;
  /** Only for several hosts. */
  stream?: () => Socket;
}

/**
 * Reads a database URL, which may have several hosts: `postgres://user:password@one:5432,two:5432/database`, always
 * with the meaning of `target_session_attrs=read-write`. With `sslmode=verify-full` the certificate of each host must
 * name the first one.
 */
export function whereIs(url: string): Where {
  const urls = urlsOf(url).map(withTls);
  const [connectionString = url] = urls;
  if (urls.length <= 1) return { connectionString };
  const find = createFinder(urls);
  return { connectionString, stream: () => new PrimarySocket(find) };
}

/**
 * Gives `sslmode` its meaning in libpq: `require` encrypts, `verify-ca` and `verify-full` check the certificate, too,
 * and none falls back to plain text. pg would take all of them for `verify-full`, and warn of that.
 */
const withTls = (url: string) => (/[?&]sslmode=/.test(url) ? `${url}&uselibpqcompat=true` : url);

/** The URL of each host of a URL, in their order. */
export function urlsOf(url: string): string[] {
  const [, begin = "", hosts, rest = ""] = SEVERAL.exec(url) ?? [];
  if (hosts === undefined) return [url];
  return hosts.split(",").map((host) => {
    if (!URL.canParse(begin + host + rest)) return begin + host + rest;
    const single = new URL(begin + host + rest);
    single.searchParams.delete("target_session_attrs");
    return single.href;
  });
}

/** Finds the server that accepts writes; the last one found is tried first, and simultaneous calls share a search. */
function createFinder(urls: readonly string[]): () => Promise<string> {
  let last = 0;
  let found: Promise<string> | undefined;
  const find = async () => {
    let trouble: unknown;
    for (let offset = 0; offset < urls.length; offset++) {
      const index = (last + offset) % urls.length;
      const url = urls[index] as string;
      try {
        if (await takesWrites(url)) {
          last = index;
          return url;
        }
      } catch (error) {
        trouble = error;
      }
    }
    throw trouble ?? Object.assign(new Error("none of the servers takes writes"), { code: "08001" });
  };
  return () => {
    if (found === undefined) {
      found = find();
      const forget = () => {
        found = undefined;
      };
      found.then(() => setTimeout(forget, FOUND_FOR_MILLISECONDS).unref(), forget);
    }
    return found;
  };
}

async function takesWrites(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PROBE_TIMEOUT_MILLISECONDS,
    query_timeout: PROBE_TIMEOUT_MILLISECONDS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SHOW transaction_read_only");
    return rows[0]?.transaction_read_only === "off";
  } finally {
    client.end().catch(() => {});
  }
}

/** A socket that ignores the address that it is given and connects to the server that accepts writes. */
class PrimarySocket extends Socket {
  readonly #find: () => Promise<string>;

  constructor(find: () => Promise<string>) {
    super();
    this.#find = find;
  }

  override connect(): this {
    this.#find().then(
      (url) => {
        const { hostname, port } = new URL(url);
        if (!this.destroyed) super.connect(Number(port || 5432), hostname.replace(/^\[(.*)\]$/, "$1"));
      },
      (error) => this.destroy(error),
    );
    return this;
  }
}
