export { authorize, type Rule, requireAdminFor } from "./access.ts";
export { guard, TOKEN_HEADER } from "./guard.ts";
export { hasShownKey, identifyCaller } from "./identify-caller.ts";
export { type RuleMeta, requireRules } from "./rules.ts";
