import { Socket } from "node:net";
import { PrimaryFinder } from "./primary-finder.ts";

/* A DATABASE_URL may name several servers, as in libpq: connections go to the one that accepts writes at the moment.
   pg knows one host, so the socket finds the server. */

const SEVERAL = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^@/?]*,[^@/?]*)((?:[/?].*)?)$/;

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
  const finder = finderOf(url, urls);
  return { connectionString, stream: () => new PrimarySocket(finder) };
}

/**
 * What to do when the server does not answer: if another one of the URL's accepts writes by now, all connections of this
 * process to the former are closed with an error of code 08006.
 * @returns undefined for a URL with one host
 */
export function whenSilent(url: string): (() => void) | undefined {
  const urls = urlsOf(url).map(withTls);
  if (urls.length <= 1) return undefined;
  const finder = finderOf(url, urls);
  return () => void finder.find().catch(() => {}); // a search without result changes nothing
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

const finders = new Map<string, PrimaryFinder>();

/** All connections of a process to the same servers share what is known of them. */
function finderOf(url: string, urls: readonly string[]): PrimaryFinder {
  const finder = finders.get(url) ?? new PrimaryFinder(urls);
  finders.set(url, finder);
  return finder;
}

/** A socket that ignores the address that it is given and connects to the server that accepts writes. */
class PrimarySocket extends Socket {
  readonly #finder: PrimaryFinder;

  constructor(finder: PrimaryFinder) {
    super();
    this.#finder = finder;
  }

  override connect(): this {
    this.#finder.find().then(
      (url) => {
        if (this.destroyed) return;
        this.#finder.keep(this, url);
        const { hostname, port } = new URL(url);
        super.connect(Number(port || 5432), hostname.replace(/^\[(.*)\]$/, "$1"));
      },
      (error) => this.destroy(error),
    );
    return this;
  }
}
