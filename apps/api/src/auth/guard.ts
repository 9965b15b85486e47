import { restIdParams } from "@holdfast/contract";
import type { Context, Handler, MiddlewareHandler } from "hono";
import { type Env, withoutFormat } from "../http/index.ts";
import { asGuess, authorize, type Rule } from "./access.ts";
import { identifyCaller } from "./identify-caller.ts";

/* Every route begins with the guard of its rule. It is synchronous for callers without credentials, because they are
   the rush. */

/** The header with the token of a booking or an entry. */
export const TOKEN_HEADER = "Booking-Token";

const guards: Record<Rule, MiddlewareHandler<Env>> = {
  probe: (_c, next) => next(),
  public: guardOf("public"),
  holder: guardOf("holder"),
  waiting: guardOf("waiting"),
  confirm: guardOf("confirm"),
  desk: guardOf("desk"),
  admin: guardOf("admin"),
};
const rules = new Map<Handler, Rule>(
  Object.entries(guards).map(([rule, handler]) => [handler as Handler, rule as Rule]),
);

/** The middleware that enforces a rule. */
export const guard = (rule: Rule): MiddlewareHandler<Env> => guards[rule];

/** The rule of a guard; undefined for any other handler. */
export const ruleOfGuard = (handler: Handler): Rule | undefined => rules.get(handler);

function guardOf(rule: Rule): MiddlewareHandler<Env> {
  return (c, next) => {
    const known = identifyCaller(c);
    return known ? known.then(() => authorizeRequest(c, rule, next)) : authorizeRequest(c, rule, next);
  };
}

/** @throws UNAUTHORIZED, FORBIDDEN; BOOKING_NOT_FOUND, WAITLIST_ENTRY_NOT_FOUND without the token */
function authorizeRequest(c: Context<Env>, rule: Rule, next: () => Promise<void>): Promise<void> {
  const deps = c.get("deps");
  const check = authorize(deps, rule);
  if (!check) return next();
  const { id } = restIdParams.parse({ id: withoutFormat(c, c.req.param("id") ?? "") });
  const lookUp = () => check(deps, { id, token: c.req.header(TOKEN_HEADER) });
  return asGuess(deps, c.get("client"), lookUp).then(next);
}
