import { restIdParams } from "@holdfast/contract";
import type { Context, Handler, MiddlewareHandler } from "hono";
import { type Env, withoutFormat } from "../http/index.ts";
import { asGuess, authorize, type Rule } from "./access.ts";
import { identifyCaller } from "./identify-caller.ts";

/* Every route begins with the guard of its rule. It is synchronous for callers without credentials, because they are
   the rush. */

/** The header with the token of a booking, an entry or an order. */
export const TOKEN_HEADER = "Booking-Token";

/** Where a request shows the token of a booking or an entry. */
export interface ShownToken {
  read: (c: Context<Env>) => string | undefined;
  /** Responds where a token is needed and none is shown, without a look-up. Left out: it is as a wrong one. */
  onMissing?: (c: Context<Env>) => Response | Promise<Response>;
}

const IN_HEADER: ShownToken = { read: (c) => c.req.header(TOKEN_HEADER) };

const guards: Record<Rule, MiddlewareHandler<Env>> = {
  probe: (_c, next) => next(),
  public: guardOf("public"),
  holder: guardOf("holder"),
  "hand-over": guardOf("hand-over"),
  waiting: guardOf("waiting"),
  order: guardOf("order"),
  confirm: guardOf("confirm"),
  "confirm-order": guardOf("confirm-order"),
  desk: guardOf("desk"),
  admin: guardOf("admin"),
};
const rules = new WeakMap<Handler, Rule>(
  Object.entries(guards).map(([rule, handler]) => [handler as Handler, rule as Rule]),
);

/** The middleware that enforces a rule. */
export const guard = (rule: Rule): MiddlewareHandler<Env> => guards[rule];

/** The same where callers show the token elsewhere than in the header. */
export function guardShown(rule: Rule, shown: ShownToken): MiddlewareHandler<Env> {
  const handler = guardOf(rule, shown);
  rules.set(handler as Handler, rule);
  return handler;
}

/** The rule of a guard; undefined for any other handler. */
export const ruleOfGuard = (handler: Handler): Rule | undefined => rules.get(handler);

function guardOf(rule: Rule, shown = IN_HEADER): MiddlewareHandler<Env> {
  return (c, next) => {
    const known = identifyCaller(c);
    const goOn = () => authorizeRequest(c, rule, shown, next);
    return known ? known.then(goOn) : goOn();
  };
}

/** @throws UNAUTHORIZED, FORBIDDEN; BOOKING_NOT_FOUND, WAITLIST_ENTRY_NOT_FOUND, ORDER_NOT_FOUND without the token */
function authorizeRequest(
  c: Context<Env>,
  rule: Rule,
  { read, onMissing }: ShownToken,
  next: () => Promise<void>,
): ReturnType<MiddlewareHandler<Env>> {
  const deps = c.get("deps");
  const check = authorize(deps, rule);
  if (!check) return next();
  const { id } = restIdParams.parse({ id: withoutFormat(c, c.req.param("id") ?? "") });
  const token = read(c);
  if (token === undefined && onMissing) return Promise.resolve(onMissing(c));
  const lookUp = () => check(deps, { id, token });
  return asGuess(deps, c.get("client"), lookUp).then(next);
}
