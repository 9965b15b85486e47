import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/* A TCP proxy before PostgreSQL with a network's faults: it cuts, delays, slices and swallows. */

/** PostgreSQL's response to a COMMIT that succeeded. */
export const COMMITTED = Buffer.from("COMMIT\0");
/** The end of a response inside an open transaction: ReadyForQuery with status T. */
export const IN_TRANSACTION = Buffer.from([0x5a, 0, 0, 0, 5, 0x54]);
/** A COMMIT on its way to PostgreSQL. */
export const COMMIT_SENT = Buffer.from("COMMIT\0");

/** An action that certain bytes trigger; they are held back until it is done. */
interface Trap {
  from: "client" | "server";
  bytes: Buffer;
  /** The number of earlier occurrences of the bytes that do not trigger it. */
  skip: number;
  spring: (link: Link) => void | Promise<void>;
}

/** One connection through the proxy. */
export interface Link {
  client: Socket;
  server: Socket;
  /** Resets both sides. Bytes in between are lost. */
  cut: () => void;
}

export class TcpProxy {
  readonly #server: Server;
  readonly #links = new Set<Link>();
  readonly #traps = new Set<Trap>();
  #targetPort: number;
  /** The latency in each direction. */
  delayMilliseconds = 0;
  sliceBytes = 0;
  /** Whether all bytes are swallowed silently. */
  isBlackhole = false;

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    server.on("connection", (client) => this.#accept(client));
  }

  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return new TcpProxy(server, targetPort);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Sends new connections to another port. */
  retarget(port: number): void {
    this.#targetPort = port;
  }

  cutAll(): void {
    for (const link of this.#links) link.cut();
  }

  /** Removes delays and traps. A connection whose bytes were swallowed stays silent until it is cut. */
  heal(): void {
    this.delayMilliseconds = 0;
    this.sliceBytes = 0;
    this.isBlackhole = false;
    this.#traps.clear();
  }

  /**
   * Waits for certain bytes, and holds them back until an action is done.
   * @param skip the number of earlier occurrences that do not trigger it
   * @throws if they do not come in time: a trap that never springs tests nothing
   */
  async trap<Result>(
    from: "client" | "server",
    bytes: Buffer,
    spring: (link: Link) => Result | Promise<Result>,
    { skip = 0, withinMilliseconds = 15_000 } = {},
  ): Promise<Result> {
    const sprung = Promise.withResolvers<Result>();
    const trap: Trap = {
      from,
      bytes,
      skip,
      spring: async (link) => {
        await Promise.resolve(spring(link)).then(sprung.resolve, sprung.reject);
      },
    };
    this.#traps.add(trap);
    const timer = setTimeout(
      () =>
        sprung.reject(new Error(`the trap for ${JSON.stringify(bytes.toString("latin1"))} did not spring`)),
      withinMilliseconds,
    );
    return sprung.promise.finally(() => {
      clearTimeout(timer);
      this.#traps.delete(trap);
    });
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cutAll();
    await closed;
  }

  #accept(client: Socket): void {
    const server = connect({ port: this.#targetPort, host: "127.0.0.1", noDelay: true });
    const link: Link = {
      client,
      server,
      cut: () => {
        client.resetAndDestroy();
        server.resetAndDestroy();
      },
    };
    this.#links.add(link);
    for (const socket of [client, server]) {
      socket.on("error", () => {});
      socket.once("close", () => {
        this.#links.delete(link);
        if (this.isBlackhole) return;
        client.destroy();
        server.destroy();
      });
    }
    this.#pump("client", client, server, link);
    this.#pump("server", server, client, link);
  }

  /** Passes bytes on in order. */
  #pump(from: "client" | "server", source: Socket, target: Socket, link: Link): void {
    let last = Promise.resolve();
    const pass = (chunk: Buffer) => {
      last = last.then(() => this.#pass(from, chunk, target, link));
    };
    source.on("data", pass);
    source.once("end", () => {
      last = last.then(() => {
        if (!this.isBlackhole) target.end();
      });
    });
  }

  async #pass(from: "client" | "server", chunk: Buffer, target: Socket, link: Link): Promise<void> {
    for (const trap of this.#traps) {
      if (trap.from !== from || !chunk.includes(trap.bytes) || trap.skip-- > 0) continue;
      this.#traps.delete(trap);
      await trap.spring(link);
    }
    if (this.delayMilliseconds > 0) await passing(this.delayMilliseconds);
    const size = this.sliceBytes || chunk.length;
    for (let start = 0; start < chunk.length; start += size) {
      if (this.isBlackhole || target.destroyed) return;
      target.write(chunk.subarray(start, start + size));
      if (this.sliceBytes > 0) await passing(0);
    }
  }
}

const passing = (milliseconds: number) =>
  new Promise<void>((resolve) =>
    milliseconds > 0 ? setTimeout(resolve, milliseconds) : setImmediate(resolve),
  );
