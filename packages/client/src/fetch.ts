import { HoldfastTransportError } from "./errors.ts";

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const GATEWAY_STATUSES = new Set([502, 504]);

/**
 * Wraps `fetch` so that whatever is not a Holdfast server's answer becomes one clear error.
 * @internal
 */
export function checkedFetch(fetch: Fetch, serverUrl: string): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init).catch((error: unknown) => {
      if (init.signal?.aborted) throw error;
      const message = `No answer from ${serverUrl}: ${reasonOf(error)}`;
      throw new HoldfastTransportError("unreachable", serverUrl, message, error);
    });
    if (GATEWAY_STATUSES.has(response.status)) {
      const message = `${serverUrl} answered ${describe(response)}: a proxy could not reach the server`;
      throw new HoldfastTransportError("gateway", serverUrl, message);
    }
    const type = response.headers.get("content-type") ?? "no content type";
    if (!type.startsWith("application/json")) {
      const message = `${serverUrl} answered ${describe(response)} with ${type} instead of JSON: is this the address of a Holdfast server?`;
      throw new HoldfastTransportError("not-understood", serverUrl, message);
    }
    return response;
  };
}

const describe = ({ status, statusText }: Response) => `${status} ${statusText}`.trim();

/** Node hides why a request failed in the error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || ("code" in cause ? String(cause.code) : error.message);
}
