import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** What a relay does with connections, also with open ones. */
export type RelayMode = "forward" | "reset" | "silent";

/** A stand-in for a database server, on a port of its own, that can go away. */
export class Relay {
  mode: RelayMode;
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();

  private constructor(databaseUrl: string, mode: RelayMode) {
    const { hostname, port } = new URL(databaseUrl);
    this.#target = { host: hostname, port: Number(port) };
    this.mode = mode;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(databaseUrl: string, mode: RelayMode): Promise<Relay> {
    const relay = new Relay(databaseUrl, mode);
    await once(relay.#server.listen(0, "127.0.0.1"), "listening");
    return relay;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Returns after the next connection to it. */
  async connected(): Promise<void> {
    await once(this.#server, "connection");
  }

  #serve(socket: Socket): void {
    this.#keep(socket);
    if (this.mode === "reset") return void socket.resetAndDestroy();
    const upstream = this.#keep(connect(this.#target));
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      from.on("data", (chunk) => this.mode === "forward" && to.write(chunk));
      from.once("close", () => to.destroy());
    }
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    return socket.once("close", () => this.#sockets.delete(socket));
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
