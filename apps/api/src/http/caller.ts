import type { Abortable } from "@holdfast/core";
import type { Context } from "hono";
import type { Env } from "./env.ts";

/** The key that the limits on holds count this caller under. */
export const holdsCountedUnder = (c: Context<Env>) =>
  c.get("deps").requestLimits?.holdsCountedUnder(c.get("client"));

/**
 * Whether the client has gone away; cheaper than an AbortSignal for each request. A class, because an object literal
 * with a getter gets a hidden class of its own in V8, which keeps the request alive until the next full collection.
 */
export class ClientConnection implements Abortable {
  readonly #context: Context<Env>;

  constructor(context: Context<Env>) {
    this.#context = context;
  }

  get aborted(): boolean {
    return this.#context.env?.outgoing?.destroyed ?? false;
  }
}
