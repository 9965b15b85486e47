import type { LiveMessage, SlotStream } from "@holdfast/core";
import type { Context } from "hono";
import type { Env } from "./env.ts";
import { commonHeaders } from "./responses.ts";

/* Server-sent events, as the HTML standard has them: https://html.spec.whatwg.org/multipage/server-sent-events.html */

/** A stream that is silent for so long sends a comment, so that nobody on its way takes it for dead. */
export const HEARTBEAT_MILLISECONDS = 15_000;
/** How long a client waits before it comes back after a stream was cut. */
const RETRY_MIN_MILLISECONDS = 1_000;
const RETRY_MAX_MILLISECONDS = 3_000;
/** The same where the server stops: all come back, and the one that takes its place starts in a second or two. */
const RETRY_STOPPED_MAX_MILLISECONDS = 6_000;

const HEADERS = {
  "Content-Type": "text/event-stream",
  // A proxy that compressed the stream would hold its events back, and so would one that collects a response.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

const encoder = new TextEncoder();
const HEARTBEAT = encoder.encode(": still here\n\n");

/** An event as bytes. */
export const eventBytes = (id: string, name: string, json: string): Uint8Array =>
  encoder.encode(`id: ${id}\nevent: ${name}\ndata: ${json}\n\n`);

/**
 * Responds with the messages of a stream at the client's speed, and closes it when the client goes. Where the server stops, the
 * last line tells the client when to come back.
 * @param render a message as the bytes of an event, made once for all streams
 */
export function respondEvents(
  c: Context<Env>,
  stream: SlotStream,
  render: (message: LiveMessage) => Uint8Array,
): Response {
  const headers = { ...commonHeaders(c.get("requestId"), c.get("usage")), ...HEADERS };
  if (c.req.method === "HEAD") {
    stream.close();
    return new Response(null, { status: 200, headers });
  }
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const messages = await stream.next(HEARTBEAT_MILLISECONDS);
        const parts = messages?.map(render) ?? [];
        if (isFirst) parts.unshift(retryAfter(RETRY_MIN_MILLISECONDS, RETRY_MAX_MILLISECONDS));
        isFirst = false;
        if (messages) {
          controller.enqueue(joined(parts));
          return;
        }
        if (stream.end === "stopped")
          controller.enqueue(retryAfter(RETRY_MIN_MILLISECONDS, RETRY_STOPPED_MAX_MILLISECONDS));
        controller.close();
      },
      cancel: () => stream.close(),
    },
    // Nothing is taken out of the stream before it can be sent: it keeps the newest alone.
    { highWaterMark: 0 },
  );
  return new Response(body, { status: 200, headers });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only = HEARTBEAT] = parts;
  return parts.length > 1 ? Buffer.concat(parts) : only;
}

/** Tells the client to come back at a time of its own: all together would be a rush. */
const retryAfter = (least: number, most: number): Uint8Array =>
  encoder.encode(`retry: ${Math.round(least + Math.random() * (most - least))}\n\n`);
