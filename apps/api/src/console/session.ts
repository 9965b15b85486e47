import { HoldfastError, type Session, signInInput } from "@holdfast/contract";
import { signIn, signOut } from "@holdfast/core";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  asGuess,
  endedSessionCookie,
  guard,
  requireNoOtherOrigin,
  sessionCookie,
  sessionIn,
} from "../auth/index.ts";
import { commonHeaders, type Deps, type Env, readJson, requireJsonType, respond } from "../http/index.ts";

const PATH = "/admin/session";
const JSON_TYPE = /^application\/json$/i;
const SIGNED_OUT = new HoldfastError("UNAUTHORIZED", "There is no session: sign in with an API key");
/** Where access is open, nobody has to sign in. */
const OPEN: Session = { role: "admin", name: "AUTH=open", expiresAt: null };

/** /admin/session: an API key is exchanged for a cookie, so that no page keeps the key. */
export function mountSession(app: OpenAPIHono<Env>): void {
  app.post(PATH, guard("public"), beginSession);
  app.get(PATH, guard("public"), getSession);
  app.delete(PATH, guard("public"), endSession);
}

/** A session is always a new one, and ends the one before: nobody can have given the browser its cookie. */
async function beginSession(c: Context<Env>): Promise<Response> {
  requireNoOtherOrigin(c);
  requireJsonType(c.req.header("Content-Type") ?? "", JSON_TYPE);
  const input = signInInput.parse(await readJson(c));
  const deps = c.get("deps");
  c.set("hasKeyInBody", true);
  const { session, text } = await asGuess(deps, c.get("client"), () => signIn(deps, input));
  const before = sessionIn(c);
  if (before !== undefined) await signOut(deps, before);
  return respond(c, session, 200, sessionCookie(c, text));
}

async function getSession(c: Context<Env>): Promise<Response> {
  const session = c.get("session") ?? withoutSession(c.get("deps"));
  if (!session) throw SIGNED_OUT;
  return respond(c, session, 200);
}

/** What a caller without a session is: the holder of a key, or where access is open anybody. */
function withoutSession({ actor, role, access }: Deps): Session | undefined {
  if (role) return { role, name: actor, expiresAt: null };
  return access.isRequired ? undefined : OPEN;
}

async function endSession(c: Context<Env>): Promise<Response> {
  const text = sessionIn(c);
  if (text !== undefined) await signOut(c.get("deps"), text);
  return new Response(null, {
    status: 204,
    headers: { ...commonHeaders(c.get("requestId"), c.get("usage")), ...endedSessionCookie(c) },
  });
}
