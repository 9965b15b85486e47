import { createClient, type HoldfastClient, isHoldfastError } from "../../packages/client/src/index.ts";
import type { Call, History, Outcome } from "./history.ts";
import type { HoldfastProcess } from "./processes.ts";

/* Callers: the typed client, and plain REST without an idempotency key. Both record the responses. */

/** The longest time to any response, whatever happens to the database. */
export const RESPONSE_MAX_MILLISECONDS = 20_000;
/** A caller gives up after this time. */
const CALL_MAX_MILLISECONDS = 60_000;

/** A caller of one process; its calls are recorded in the history. */
export class Caller {
  readonly #history: History;
  readonly #process: HoldfastProcess;
  readonly #client: HoldfastClient;
  /** Whether an attempt of the current call ended with an unknown outcome. */
  #isSomethingLost = false;

  constructor(history: History, process: HoldfastProcess) {
    this.#history = history;
    this.#process = process;
    this.#client = createClient({ url: process.url, fetch: (url, init) => this.#fetch(url, init) });
  }

  /** Books with an idempotency key, which is also the customer's name. */
  book(slotId: string, key: string, quantity = 1, contact?: string): Promise<Outcome> {
    const customer = { name: key, ...(contact !== undefined && { contact }) };
    const input = { slotId, quantity, customer, idempotencyKey: key };
    return this.#record({ verb: "book", slotId, key, quantity }, async () => {
      const hold = await this.#client.bookings.create.mutate(input);
      return { type: "ok", bookingId: hold.id, expiresAt: Date.parse(hold.expiresAt) };
    });
  }

  /** Books over REST, without a key: the fast path. */
  bookOverRest(slotId: string, name: string, quantity = 1, contact?: string): Promise<Outcome> {
    return this.#record({ verb: "book", slotId, key: name, quantity }, async () => {
      const response = await this.#fetch(`${this.#process.url}/api/slots/${slotId}/book`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ customer_name: name, customer_contact: contact, quantity }),
      });
      const body = (await response.json()) as { id: string; expires_at: string; code: string };
      if (response.status === 201) {
        return { type: "ok", bookingId: body.id, expiresAt: Date.parse(body.expires_at) };
      }
      return response.status < 500
        ? { type: "refused", code: body.code }
        : { type: "unknown", why: body.code };
    });
  }

  confirm(slotId: string, bookingId: string): Promise<Outcome> {
    return this.#record({ verb: "confirm", slotId, bookingId, quantity: 0 }, async () => {
      await this.#client.bookings.confirm.mutate({ id: bookingId });
      return { type: "ok" };
    });
  }

  cancel(slotId: string, bookingId: string): Promise<Outcome> {
    return this.#record({ verb: "cancel", slotId, bookingId, quantity: 0 }, async () => {
      await this.#client.bookings.cancel.mutate({ id: bookingId });
      return { type: "ok" };
    });
  }

  read(slotId: string): Promise<Outcome> {
    return this.#record({ verb: "read", slotId, quantity: 0 }, async () => {
      const { booked } = await this.#client.slots.get.query({ id: slotId });
      return { type: "ok", booked };
    });
  }

  async #record(
    what: Omit<Call, "from" | "until" | "outcome">,
    ask: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const from = this.#history.now();
    this.#isSomethingLost = false;
    let outcome: Outcome;
    try {
      outcome = await ask();
    } catch (error) {
      outcome = toOutcome(error);
    }
    // A refusal says nothing about an earlier attempt, which may still succeed.
    if (outcome.type === "refused" && this.#isSomethingLost) outcome = { type: "unknown", why: outcome.code };
    this.#history.calls.push({ ...what, from, until: this.#history.now(), outcome });
    return outcome;
  }

  /** Does what fetch does, and records each response's time and whether it is explicit. */
  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const begin = performance.now();
    const what = `${init.method ?? "GET"} ${new URL(url).pathname.replace(/[0-9a-f-]{36}/, "…")}`;
    const note = (response: { status?: number; complaint?: string | undefined }) => {
      const milliseconds = performance.now() - begin;
      const slow = milliseconds > RESPONSE_MAX_MILLISECONDS && !this.#process.mayBeSilent;
      const complaint = slow ? `took ${Math.round(milliseconds)} ms` : response.complaint;
      const { status } = response;
      this.#history.attempts.push({
        process: this.#process.name,
        what,
        milliseconds,
        ...(status === undefined ? {} : { status }),
        ...(complaint === undefined ? {} : { complaint }),
      });
    };
    try {
      const signals = [AbortSignal.timeout(CALL_MAX_MILLISECONDS), ...(init.signal ? [init.signal] : [])];
      const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) });
      const text = await response.text();
      if (response.status >= 500) this.#isSomethingLost = true;
      note({ status: response.status, complaint: complaintAbout(response, text) });
      return new Response(text, { status: response.status, headers: response.headers });
    } catch (error) {
      this.#isSomethingLost = true;
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      // A client that ends its call after its own timeout has not waited for the end of this attempt.
      const isExcused = this.#process.mayBeSilent || init.signal?.aborted;
      note(isExcused ? {} : { complaint: `no response from a living process: ${cause}` });
      throw error;
    }
  }
}

/** An error must be true: 503 with Retry-After if the database is the cause. */
function complaintAbout(response: Response, text: string): string | undefined {
  if (response.status === 503)
    return response.headers.has("Retry-After") ? undefined : "503 without Retry-After";
  return response.status >= 500 ? `${response.status}: ${text.slice(0, 300)}` : undefined;
}

/** Only a refusal is certain; after any other error the change may have happened. */
function toOutcome(error: unknown): Outcome {
  if (isHoldfastError(error)) {
    const isCertain = error.status < 500 && error.code !== "IDEMPOTENCY_KEY_IN_USE";
    return isCertain ? { type: "refused", code: error.code } : { type: "unknown", why: error.code };
  }
  return { type: "unknown", why: error instanceof Error ? error.message : String(error) };
}
