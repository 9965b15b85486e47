import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/* How a server takes leave of clients that keep their connections: the last answer on each says `Connection: close`, so
   that nobody sends another request into a connection that is about to be closed. */

/** Which answer on each connection is the last. It costs nothing until `begin`. */
export class GracefulShutdown {
  readonly #last = new WeakMap<Socket, ServerResponse>();
  #hasBegun = false;

  /** From now on, the answer to the latest request on a connection closes it. */
  begin(): void {
    this.#hasBegun = true;
  }

  /**
   * Takes note of a request that has arrived.
   * @returns whether it is to be answered: not where the answer before it has said that it is the last
   */
  accepts({ socket }: IncomingMessage, response: ServerResponse): boolean {
    if (!this.#hasBegun) return true;
    const before = this.#last.get(socket);
    if (before?.headersSent) return false;
    if (before) before.shouldKeepAlive = true;
    response.shouldKeepAlive = false;
    this.#last.set(socket, response);
    return true;
  }
}
