import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Event } from "@holdfast/contract";
import { verifyWebhook } from "../../packages/client/src/index.ts";
import { few } from "./few.ts";
import { pause } from "./wait.ts";

/* Receivers of webhooks, outside every process of Holdfast, with whatever manners a fault gives them. */

/** What a receiver does with a delivery. Only `takes` answers 200. */
export type Manner = "takes" | "fails" | "closes early" | "answers garbage" | "is slow" | "is silent";

const SLOW_MILLISECONDS = 1_500;

/** A delivery that a receiver has answered with 200. */
interface Taken {
  id: string;
  body: string;
  /** When it came, in milliseconds since 1970. */
  at: number;
}

export class WebhookReceiver {
  /** Decides the manner of each delivery by its body. */
  manner: (body: string) => Manner = () => "takes";
  /** Called at each delivery with the sender's port, before it is answered; may decide its manner, too. */
  onDelivery: (senderPort: number) => Promise<Manner | undefined> = async () => undefined;
  /** What was taken, in order. */
  readonly taken: Taken[] = [];
  /** Deliveries that nobody should believe. */
  readonly unbelieved: string[] = [];
  #server: Server | undefined;
  #port = 0;
  #webhookUrl = "";
  #secret = "";

  /** Starts a receiver, and makes its webhook. */
  static async start(serverUrl: string): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await receiver.open();
    const response = await fetch(`${serverUrl}/api/admin/webhooks`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url: `http://127.0.0.1:${receiver.#port}/`, topics: ["*"] }),
    });
    const { id, secret } = (await response.json()) as { id: string; secret: string };
    if (response.status !== 201) throw new Error(`a webhook was refused with ${response.status}`);
    receiver.#webhookUrl = `/api/admin/webhooks/${id}`;
    receiver.#secret = secret;
    return receiver;
  }

  /** Listens, again on the port that it had. */
  async open(): Promise<void> {
    const server = createServer((request, response) =>
      this.#take(request, response).catch(() => response.destroy()),
    );
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Goes away: connections are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  /** Deletes the webhook, and goes away. */
  async end(serverUrl: string): Promise<void> {
    await fetch(serverUrl + this.#webhookUrl, { method: "DELETE" }).catch(() => {});
    await this.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const at = Date.now();
    const manner = (await this.onDelivery(request.socket.remotePort ?? 0)) ?? this.manner(body);
    if (manner === "is silent") return;
    if (manner === "is slow") await pause(SLOW_MILLISECONDS);
    if (manner === "closes early") return void response.destroy();
    if (manner === "answers garbage") return void response.socket?.end("\u0000 no HTTP \r\n\r\n");
    if (manner === "fails") return void response.writeHead(500).end("not today");
    const id = String(request.headers["webhook-id"]);
    const event = await verifyWebhook(body, request.headers, this.#secret).catch((error: Error) => error);
    if (event instanceof Error) this.unbelieved.push(`${id}: ${event.message}`);
    if (response.destroyed) return;
    // What is answered has been taken; whether the answer arrives, nobody knows here.
    this.taken.push({ id, body, at });
    response.end("ok");
  }
}

/**
 * Every event has arrived at least once, with what it tells; those of a booking in order; each with one body under its id; and
 * none is invented.
 */
export function deliveriesTellAll(
  events: readonly Event[],
  { taken, unbelieved }: WebhookReceiver,
): string[] {
  const wrong = unbelieved.map((line) => `a delivery is not to be believed: ${line}`);
  const bodies = new Map<string, string>();
  for (const { id, body } of taken) {
    const earlier = bodies.get(id);
    if (earlier !== undefined && earlier !== body) wrong.push(`${id} came with two bodies`);
    bodies.set(id, earlier ?? body);
  }
  const places = new Map([...bodies.keys()].map((id, place) => [id, place]));
  const latest = new Map<string, number>();
  for (const { id, type, at, bookingId } of events) {
    const body = bodies.get(id);
    const place = places.get(id);
    if (body === undefined || place === undefined) {
      wrong.push(`${id} (${type}) has not arrived`);
      continue;
    }
    const told = JSON.parse(body);
    if (told.type !== type || told.timestamp !== at || told.data.booking_id !== bookingId) {
      wrong.push(`${id} tells ${body}, and the event is ${type} of ${bookingId}`);
    }
    if (!bookingId) continue;
    if (place < (latest.get(bookingId) ?? 0))
      wrong.push(`${id} (${type}) of ${bookingId} came before an earlier one`);
    latest.set(bookingId, Math.max(place, latest.get(bookingId) ?? 0));
  }
  return few(wrong);
}

/** The longest time from a change to its first delivery, in milliseconds. */
export function latestDelivery({ taken }: WebhookReceiver): number {
  const first = new Map(taken.toReversed().map((delivery) => [delivery.id, delivery]));
  return Math.max(
    0,
    ...[...first.values()].map(({ body, at }) => at - Date.parse(JSON.parse(body).timestamp)),
  );
}

/** Whether every event has arrived at a receiver. */
export function hasAll(events: readonly Event[], { taken }: WebhookReceiver): boolean {
  const ids = new Set(taken.map(({ id }) => id));
  return events.every(({ id }) => ids.has(id));
}

/** What arrived and is no event of the whole list. */
export function invented(events: readonly Event[], { taken }: WebhookReceiver): string[] {
  const ids = new Set(events.map(({ id }) => id));
  return few(
    taken.filter(({ id }) => !ids.has(id)).map(({ id }) => `${id} arrived, and there is no such event`),
  );
}
