import { createHmac } from "node:crypto";
import type { KeyRole, Session } from "@holdfast/contract";
import type { SessionsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { hashOf } from "../shared/index.ts";
import { type Caller, ENVIRONMENT_CALLER } from "./api-key-cache.ts";
import { idInSecretText, newSecretText } from "./secret-text.ts";

/** How long a session lasts, however much it is used: a working day. */
export const SESSION_MAX_HOURS = 12;
/** How long a session lasts that is not used. */
export const SESSION_IDLE_MINUTES = 60;
/** The sessions of one key: a further one ends the oldest. */
export const SESSIONS_PER_KEY_MAX = 20;

/** The name of whoever signed in with the key of the environment. */
export const ENVIRONMENT_NAME = "ADMIN_API_KEY";

/** True for a session that has not ended by itself; whether its key is usable is a condition of its own. */
export const isCurrent = sql<boolean>`(sessions.expires_at > clock_timestamp()
  AND sessions.last_used_at > clock_timestamp() - make_interval(mins => ${SESSION_IDLE_MINUTES}))`;

/** A row of a session with what is read of its key; null: that of the environment. */
export interface SessionRow extends Pick<Selectable<SessionsTable>, "id" | "key_id" | "hash" | "expires_at"> {
  role: KeyRole | null;
  name: string | null;
}

/** A caller with a session: its key's name in the audit and role, and what the caller is told. */
export interface SessionCaller extends Caller {
  session: Session;
}

export function toSessionCaller({ key_id, role, name, expires_at }: SessionRow): SessionCaller {
  const caller: Caller = key_id && role ? { actor: `key:${key_id}`, role } : ENVIRONMENT_CALLER;
  const session = {
    role: caller.role,
    name: name ?? ENVIRONMENT_NAME,
    expiresAt: expires_at.toISOString(),
  };
  return { ...caller, session };
}

/** Makes the text of a new session: its id, by which it is read again, and 192 random bits. */
export const newSessionText = (sessionId: string): string => newSecretText("", sessionId);

/** The id in the text of a session; undefined for any other text. */
export const sessionIdIn = (text: string): string | undefined => idInSecretText("", text);

/**
 * The hash of a session's text, as the database stores it.
 * @param environmentHash the hash of the environment's key, for a session that began with it: another key has another hash
 */
export const sessionHash = (text: string, environmentHash: Buffer | undefined): Buffer =>
  environmentHash ? createHmac("sha256", environmentHash).update(text).digest() : hashOf(text);
