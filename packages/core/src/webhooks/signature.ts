import { createHmac } from "node:crypto";

/** What a signature of Standard Webhooks is made of. */
interface Signed {
  /** The header `webhook-id`. */
  id: string;
  /** The header `webhook-timestamp`: seconds since 1970. */
  timestamp: number;
  body: string;
}

/**
 * Signs a message by Standard Webhooks.
 * @param secrets those that count; after a rotation there are two
 * @returns the header `webhook-signature`: a signature for each secret
 */
export function signatures({ id, timestamp, body }: Signed, secrets: readonly Buffer[]): string {
  const content = `${id}.${timestamp}.${body}`;
  return secrets
    .map((secret) => `v1,${createHmac("sha256", secret).update(content).digest("base64")}`)
    .join(" ");
}
