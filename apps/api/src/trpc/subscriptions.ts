import { invalidInput } from "@holdfast/contract";
import type { LiveMessage } from "@holdfast/core";
import { callTRPCProcedure } from "@trpc/server";
import type { Context } from "hono";
import {
  type Env,
  eventBytes,
  HEARTBEAT_MILLISECONDS,
  readJson,
  respondEvents,
  respondEventsAtOnce,
  toHoldfastError,
} from "../http/index.ts";
import { type TrpcContext, toErrorShape } from "./init.ts";
import { appRouter } from "./router.ts";
import { STOPPED, TrackedMessages } from "./tracked-messages.ts";

/* Subscriptions in tRPC's words, as its own link and others read them. tRPC's own stages would take six times as long for
   each message (docs/decisions/0025-live-from-the-audit.md). */

/** A client that misses so many heartbeats of a stream opens another one. */
const HEARTBEATS_MISSED_MAX = 3;

const CONNECTED = eventBytes(
  JSON.stringify({ reconnectAfterInactivityMs: HEARTBEATS_MISSED_MAX * HEARTBEAT_MILLISECONDS }),
  { name: "connected" },
);
const PING = eventBytes("", { name: "ping" });
const RETURN = eventBytes("", { name: "return" });

/** The JSON of a message's body: the same for all streams that have it. */
const rendered = new WeakMap<LiveMessage, Uint8Array>();

function render(message: LiveMessage): Uint8Array {
  const bytes = rendered.get(message) ?? eventBytes(JSON.stringify(message.body), { id: message.id });
  rendered.set(message, bytes);
  return bytes;
}

/**
 * Responds to a subscription. An error, too, is an event: a browser tells a page nothing of a response with another status.
 * @param onError told of the error that the procedure throws
 */
export async function respondSubscription(
  c: Context<Env>,
  path: string,
  ctx: TrpcContext,
  onError: (error: unknown) => void,
): Promise<Response> {
  const errorEvent = (error: unknown) =>
    eventBytes(JSON.stringify(toErrorShape(toHoldfastError(error), ctx.requestId, path)), {
      name: "serialized-error",
    });
  try {
    const input = await readInput(c);
    const call = { ctx, path, type: "subscription", getRawInput: async () => input } as const;
    const messages = await callTRPCProcedure({
      ...call,
      router: appRouter,
      signal: undefined,
      batchIndex: 0,
    });
    if (!(messages instanceof TrackedMessages)) throw new Error(`${path} returns no messages`);
    const end = (why: string) => (why === "stopped" ? errorEvent(STOPPED) : RETURN);
    return respondEvents(c, messages.stream, { render, begin: CONNECTED, heartbeat: PING, end });
  } catch (error) {
    onError(error);
    return respondEventsAtOnce(c, [CONNECTED, errorEvent(error)]);
  }
}

/** The input, with the id of the last message, which browsers send in a header. It is JSON: that was checked before. */
async function readInput(c: Context<Env>): Promise<unknown> {
  const text = c.req.query("input");
  const inUrl: unknown = text === undefined ? undefined : JSON.parse(text);
  const input = c.req.method === "POST" ? await readJson(c) : inUrl;
  const lastEventId = c.req.header("Last-Event-ID") ?? c.req.query("lastEventId");
  if (lastEventId === undefined) return input;
  if (typeof input !== "object") throw invalidInput("", "the input is no object");
  return { ...input, lastEventId };
}
