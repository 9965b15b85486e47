import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/* The last response on each kept-alive connection says `Connection: close`. So no client sends a request into a
   connection that is about to close. */

/** Tracks the last response on each connection. It costs nothing until `begin`. */
export class GracefulShutdown {
  readonly #last = new WeakMap<Socket, ServerResponse>();
  #hasBegun = false;

  /** Starts the shutdown: from now on, the response to the latest request on a connection closes it. */
  begin(): void {
    this.#hasBegun = true;
  }

  /**
   * Records a request that has arrived.
   * @returns false if the response before it was sent as the last one of its connection
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
