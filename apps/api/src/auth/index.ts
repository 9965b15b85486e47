export {
  asGuess,
  authorize,
  isConfirming,
  PUBLIC_IDEMPOTENCY_KEY_MIN_CHARACTERS,
  type Rule,
  requireAdminFor,
  requireNoKey,
  requireUnguessable,
} from "./access.ts";
export { guard, guardShown, type ShownToken, TOKEN_HEADER } from "./guard.ts";
export { hasShownKey, identifyCaller } from "./identify-caller.ts";
export { isOwnOrigin, requireNoOtherOrigin } from "./own-origin.ts";
export { type RuleMeta, requireRules } from "./rules.ts";
export { endedSessionCookie, sessionCookie, sessionIn } from "./session-cookie.ts";
