import { HoldfastError } from "@holdfast/contract";
import { requireHolder, requireWaiting } from "@holdfast/core";
import type { Deps } from "../http/index.ts";

/* Who may call what, for REST and tRPC alike. docs/access.md has the table of what asks for what. */

/**
 * What a route or a procedure asks of its caller; each declares its rule where it is defined.
 * - `probe`: nothing. Keys are not even looked at, so that no database is needed.
 * - `public`: nothing; but a key that is shown must be good, here and everywhere below.
 * - `holder`: the token of the booking that the call names, or a key.
 * - `waiting`: the same for the entry of a waitlist.
 * - `confirm`: as `holder`; with CONFIRM_BY=staff a key.
 * - `desk`: a key.
 * - `admin`: a key with the role `admin`.
 */
export type Rule = "probe" | "public" | "holder" | "waiting" | "confirm" | "desk" | "admin";

/** What decides on the token that a caller without a key shows. */
type TokenCheck = typeof requireHolder;
const TOKEN_CHECKS: Partial<Record<Rule, TokenCheck>> = {
  holder: requireHolder,
  waiting: requireWaiting,
  confirm: requireHolder,
};

const KEY_REQUIRED = new HoldfastError("UNAUTHORIZED", "Send an API key, as Authorization: Bearer hf_live_…");
const NOT_ALLOWED = new HoldfastError("FORBIDDEN", "This needs an API key with the role admin");

/**
 * Lets a caller in by the key that was shown, or by none.
 * @returns what decides on the token, where it still takes one
 * @throws UNAUTHORIZED where it takes a key; FORBIDDEN where this key may not
 */
export function authorize(
  { role, access }: Pick<Deps, "role" | "access">,
  rule: Rule,
): TokenCheck | undefined {
  if (rule === "probe") return undefined;
  if (role) {
    if (rule === "admin" && role !== "admin") throw NOT_ALLOWED;
    return undefined;
  }
  if (rule === "confirm" && access.confirmBy === "staff") throw KEY_REQUIRED;
  if (rule === "public" || !access.isRequired) return undefined;
  const check = TOKEN_CHECKS[rule];
  if (!check) throw KEY_REQUIRED;
  return check;
}
