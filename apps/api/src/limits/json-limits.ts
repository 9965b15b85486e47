import { type HoldfastError, invalidInput } from "@holdfast/contract";

/** Bodies up to this size are not checked: they are too small to hold much, and their schema checks them anyway. */
export const JSON_UNCHECKED_MAX_BYTES = 2 * 1024;
export const JSON_MAX_DEPTH = 20;
export const JSON_MAX_KEYS = 5_000;

/**
 * Refuses JSON that is nested deeper, or has more keys and list items, than any request needs.
 * @throws INVALID_INPUT
 */
export function checkJson(body: unknown): void {
  let keys = 0;
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > JSON_MAX_DEPTH) throw refusal(`is nested deeper than ${JSON_MAX_DEPTH} levels`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      const inner = Object.values(value);
      keys += inner.length;
      if (keys > JSON_MAX_KEYS) throw refusal(`has more than ${JSON_MAX_KEYS} keys and list items`);
      for (const each of inner) next.push(each);
    }
    level = next;
  }
}

function refusal(what: string): HoldfastError {
  const message = `the body ${what}`;
  return invalidInput("", message);
}
