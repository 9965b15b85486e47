import { HoldfastError, invalidInput, keyUseOf, type OperationName } from "@holdfast/contract";
import {
  requireBookingToken,
  requireEntryToken,
  requireHandOverToken,
  requireOrderToken,
} from "@holdfast/core";
import type { Deps } from "../http/index.ts";
import type { Client } from "../limits/index.ts";

/* The access rules of REST and tRPC. docs/access.md lists the routes of each rule. */

/**
 * The credentials that a route or a procedure requires; each declares its rule where it is defined.
 * - `probe`: none. Keys are not checked, so that no database is needed.
 * - `public`: none; but a key that is sent must be valid, here and everywhere below.
 * - `holder`: the token of the booking that the call names, or a key.
 * - `hand-over`: as `holder`; the token that the booking was handed over with is good for a repetition.
 * - `waiting`: the same for the entry of a waitlist.
 * - `order`: the same for an order.
 * - `confirm`: as `holder`; with CONFIRM_BY=staff a key.
 * - `confirm-order`: as `order`; with CONFIRM_BY=staff a key.
 * - `desk`: a key.
 * - `admin`: a key with the role `admin`.
 */
export type Rule =
  | "probe"
  | "public"
  | "holder"
  | "hand-over"
  | "waiting"
  | "order"
  | "confirm"
  | "confirm-order"
  | "desk"
  | "admin";

/** Looks up a key or a token within the limit on failures. */
export const asGuess = <Result>(
  { requestLimits }: Pick<Deps, "requestLimits">,
  client: Client | undefined,
  lookUp: () => Promise<Result>,
): Promise<Result> => (requestLimits ? requestLimits.guess(client, lookUp) : lookUp());

/** The check of the token of a caller without a key. */
type TokenCheck = typeof requireBookingToken;
const TOKEN_CHECKS: Partial<Record<Rule, TokenCheck>> = {
  holder: requireBookingToken,
  "hand-over": requireHandOverToken,
  waiting: requireEntryToken,
  order: requireOrderToken,
  confirm: requireBookingToken,
  "confirm-order": requireOrderToken,
};

/** Whether CONFIRM_BY=staff makes a rule one for staff. */
export const isConfirming = (rule: unknown): boolean => rule === "confirm" || rule === "confirm-order";

/**
 * Refuses short idempotency keys of callers whom nothing tells apart: somebody else could use the same, or
 * guess it, and would get the first caller's response.
 * @throws INVALID_INPUT
 */
export function requireUnguessable(
  { role, access }: Pick<Deps, "role" | "access">,
  path: string,
  idempotencyKey: string | undefined,
): void {
  if (role || !access.isRequired || idempotencyKey === undefined) return;
  if (idempotencyKey.length >= PUBLIC_IDEMPOTENCY_KEY_MIN_CHARACTERS) return;
  const least = `must have at least ${PUBLIC_IDEMPOTENCY_KEY_MIN_CHARACTERS} characters where no API key is sent`;
  throw invalidInput(path, `${least}: best a new UUID`);
}

/**
 * Refuses the idempotency key of a change that takes none. Ignored, it would promise what nobody keeps.
 * @param path where the key was sent: the header or the field
 * @throws IDEMPOTENCY_KEY_NOT_ALLOWED
 */
export function requireNoKey(name: OperationName, path: string): void {
  const use = keyUseOf(name);
  if (use?.takesKey !== false) return;
  const issues = [{ path, message: `must be left out: ${use.why}` }];
  const detail = `${name} takes no idempotency key: ${use.why}`;
  throw new HoldfastError("IDEMPOTENCY_KEY_NOT_ALLOWED", detail, { issues });
}

/** @throws FORBIDDEN for a key with another role, where only admins may see what the input asks for */
export function requireAdminFor({ role }: Pick<Deps, "role">, isForAdmins: boolean): void {
  if (isForAdmins && role && role !== "admin") throw NOT_ALLOWED;
}

/** Enough that nobody else has the same by chance. */
export const PUBLIC_IDEMPOTENCY_KEY_MIN_CHARACTERS = 20;

const KEY_REQUIRED = new HoldfastError("UNAUTHORIZED", "Send an API key, as Authorization: Bearer hf_live_…");
const NOT_ALLOWED = new HoldfastError("FORBIDDEN", "This needs an API key with the role admin");

/**
 * Authorizes a caller by the role of its key, or by the lack of one.
 * @returns the check of the token, where the rule still requires one
 * @throws UNAUTHORIZED where the rule requires a key; FORBIDDEN where this key's role is not enough
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
  if (isConfirming(rule) && access.confirmBy === "staff") throw KEY_REQUIRED;
  if (rule === "public" || !access.isRequired) return undefined;
  const check = TOKEN_CHECKS[rule];
  if (!check) throw KEY_REQUIRED;
  return check;
}
