import type { WebhookEvent } from "./generated/webhook-events.ts";

const SECRET_PREFIX = "whsec_";
const VERSION = "v1";
/** How old or how far ahead a delivery may be: an older one may be somebody's repetition. */
const TOLERANCE_SECONDS = 5 * 60;

/** Why a delivery is not to be trusted. */
export type WebhookFailure =
  /** A header of Standard Webhooks is missing, or is not as it must be. */
  | "headers"
  /** It was signed more than five minutes ago, or is from the future: one of two clocks may be wrong. */
  | "timestamp"
  /** No signature is one of a secret's, or the body is not what was signed. */
  | "signature"
  /** What was signed is no event. */
  | "body"
  /** The secret cannot be one. */
  | "secret";

/** A delivery that is not to be trusted: answer it with 400, and act on nothing in it. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
  readonly reason: WebhookFailure;

  /** @internal */
  constructor(reason: WebhookFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The headers of a request, as a server has them. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Checks that a delivery comes from your Holdfast server, and parses it. Works wherever Web Crypto does: Node.js, browsers,
 * edge runtimes.
 * @param body of the request, byte for byte as it came: not parsed and written again
 * @param headers of the request
 * @param secret of the webhook, `whsec_…`; several while one replaces another
 * @returns the event. Its type may be one that is newer than this package
 * @throws WebhookVerificationError, whose `reason` says why
 * @example
 * const event = await verifyWebhook(await request.text(), request.headers, process.env.WEBHOOK_SECRET);
 * if (event.type === "booking.confirmed") print(event.data.booking_id);
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
): Promise<WebhookEvent> {
  const keys = (typeof secret === "string" ? [secret] : secret).map(keyBytes);
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  const signatures = signaturesIn(headerOf(headers, "webhook-signature"));
  checkTime(timestamp);
  const encoder = new TextEncoder();
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  const content = joined(encoder.encode(`${id}.${timestamp}.`), bytes);
  // Every pair is compared, so that the time says nothing of which one fits.
  const fits = await Promise.all(keys.map((key) => isSignedWith(key, content, signatures)));
  if (!fits.includes(true)) throw new WebhookVerificationError("signature", "no signature fits the body");
  return parsed(bytes);
}

/** The key in the text of a secret. */
function keyBytes(secret: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret);
    if (binary !== "") return bytesOf(binary);
  } catch {
    // said below
  }
  throw new WebhookVerificationError("secret", "the secret must be as the server gave it: whsec_ and base64");
}

const bytesOf = (binary: string) => Uint8Array.from(binary, (character) => character.charCodeAt(0));

/** A header by its name in lower case; plain objects may have it in any. */
function headerOf(headers: WebhookHeaders, name: string): string {
  const value = isReader(headers) ? headers.get(name) : valueIn(headers, name);
  const [first] = [value ?? ""].flat();
  if (!first) throw new WebhookVerificationError("headers", `the header ${name} is missing`);
  return first;
}

const isReader = (headers: WebhookHeaders): headers is { get(name: string): string | null } =>
  typeof headers.get === "function";

function valueIn(headers: Readonly<Record<string, string | readonly string[] | undefined>>, name: string) {
  return headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function checkTime(timestamp: string): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError("headers", "the header webhook-timestamp is not a time in seconds");
  }
  const ageSeconds = Date.now() / 1000 - Number(timestamp);
  if (Math.abs(ageSeconds) <= TOLERANCE_SECONDS) return;
  const where = ageSeconds > 0 ? "too old" : "in the future";
  throw new WebhookVerificationError("timestamp", `the delivery is ${where}, or a clock is wrong`);
}

/** The signatures of the one version there is. Others may come to stand beside them. */
function signaturesIn(header: string): Uint8Array<ArrayBuffer>[] {
  const ofVersion = header.split(" ").filter((part) => part.startsWith(`${VERSION},`));
  const signatures = ofVersion.flatMap((part) => {
    try {
      return [bytesOf(atob(part.slice(VERSION.length + 1)))];
    } catch {
      return [];
    }
  });
  if (signatures.length === 0) {
    throw new WebhookVerificationError("headers", `the header webhook-signature has none of ${VERSION}`);
  }
  return signatures;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/** Compares in constant time, by the runtime's own `verify`. */
async function isSignedWith(
  key: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
  signatures: readonly Uint8Array<ArrayBuffer>[],
): Promise<boolean> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["verify"]);
  const fits = await Promise.all(
    signatures.map((signature) => crypto.subtle.verify("HMAC", imported, signature, content)),
  );
  return fits.includes(true);
}

function parsed(bytes: Uint8Array): WebhookEvent {
  try {
    const event: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (isEvent(event)) return event;
  } catch {
    // said below
  }
  throw new WebhookVerificationError("body", "what was signed is no event of Holdfast");
}

const isEvent = (value: unknown): value is WebhookEvent => {
  const { type, timestamp, data } = Object(value);
  return (
    typeof type === "string" && typeof timestamp === "string" && typeof data === "object" && data !== null
  );
};
