import { once } from "node:events";
import type { LiveMessage, SlotStream, StreamEnd } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
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

/** An event as bytes; without a name it is a `message`. */
export const eventBytes = (json: string, { id, name }: { id?: string; name?: string }): Uint8Array =>
  encoder.encode(
    `${id === undefined ? "" : `id: ${id}\n`}${name === undefined ? "" : `event: ${name}\n`}data: ${json}\n\n`,
  );

/** The words in which a stream is written. */
export interface StreamWords {
  /** A message as the bytes of an event, made once for all streams. */
  render: (message: LiveMessage) => Uint8Array;
  /** What comes first, in front of any message. */
  begin?: Uint8Array;
  /** Sent where nothing else was for a while. */
  heartbeat: Uint8Array;
  /** What comes last, unless the client has left. */
  end?: (end: StreamEnd) => Uint8Array;
}

/** A comment, which nobody hears. */
export const SILENT_HEARTBEAT = encoder.encode(": still here\n\n");

/**
 * Responds with the messages of a stream at the client's speed, and closes it when the client goes. At the begin, and where the
 * server stops, it tells the client when to come back.
 */
export function respondEvents(c: Context<Env>, stream: SlotStream, words: StreamWords): Response {
  const headers = { ...commonHeaders(c.get("requestId"), c.get("usage")), ...HEADERS };
  if (c.req.method === "HEAD") {
    stream.close();
    return new Response(null, { status: 200, headers });
  }
  const opening = [retryAfter(RETRY_MIN_MILLISECONDS, RETRY_MAX_MILLISECONDS)];
  if (words.begin) opening.push(words.begin);
  let hasBegun = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (hasBegun) return writeMessages(controller, c.env?.outgoing, stream, words);
        hasBegun = true;
        controller.enqueue(joined([...opening, ...((await stream.next()) ?? []).map(words.render)]));
      },
      cancel: () => stream.close(),
    },
    // It is pulled when all that it had is written.
    { highWaterMark: 0 },
  );
  return new Response(body, { status: 200, headers });
}

/**
 * Writes messages, until the stream ends, straight to the connection: the body's promises would cost as much as the write. Only
 * while there is no head yet, or no connection, one message goes through the body. None is taken out of the stream before it
 * can be sent: the stream keeps the newest alone.
 */
async function writeMessages(
  body: ReadableStreamDefaultController<Uint8Array>,
  outgoing: HttpBindings["outgoing"] | undefined,
  stream: SlotStream,
  { render, heartbeat, end }: StreamWords,
): Promise<void> {
  for (;;) {
    const messages = await stream.next(HEARTBEAT_MILLISECONDS);
    if (!messages) break;
    const bytes = messages.length === 0 ? heartbeat : joined(messages.map(render));
    if (!outgoing?.headersSent) return body.enqueue(bytes);
    if (!outgoing.write(bytes)) await once(outgoing, "drain");
  }
  if (stream.end === undefined || stream.end === "left") return;
  if (stream.end === "stopped")
    body.enqueue(retryAfter(RETRY_MIN_MILLISECONDS, RETRY_STOPPED_MAX_MILLISECONDS));
  if (end) body.enqueue(end(stream.end));
  body.close();
}

/** Responds with events that are there, and the end. */
export const respondEventsAtOnce = (c: Context<Env>, events: readonly Uint8Array[]): Response =>
  new Response(Buffer.concat(events), {
    status: 200,
    headers: { ...commonHeaders(c.get("requestId"), c.get("usage")), ...HEADERS },
  });

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
};

/** Tells the client to come back at a time of its own: all together would be a rush. */
const retryAfter = (least: number, most: number): Uint8Array =>
  encoder.encode(`retry: ${Math.round(least + Math.random() * (most - least))}\n\n`);
