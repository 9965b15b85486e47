import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { createContext, useContext } from "react";

/** `open`: the server asks nobody for a key, and lets everybody do everything. */
export type Role = "desk" | "admin" | "open";

/** Who is signed in. */
export interface Session {
  role: Role;
  name: string | null;
  expiresAt: string | null;
}

/** An answer of the server to a key that is no session. */
export class SignInError extends Error {
  override readonly name = "SignInError";
  readonly status: number;
  readonly requestId: string;

  constructor(status: number, requestId: string) {
    super(`the server answered ${status}`);
    this.status = status;
    this.requestId = requestId;
  }
}

const URL = `${import.meta.env.BASE_URL}session`;
const KEY = ["session"];

/**
 * Reads who is signed in.
 * @returns null: nobody is
 * @throws SignInError where the server answers with neither
 */
async function readSession(): Promise<Session | null> {
  const response = await fetch(URL, { headers: { Accept: "application/json" } });
  return response.status === 401 ? null : parseSession(response);
}

/** Where access is open, the server answers with no session of anybody: only that one never ends. */
async function parseSession(response: Response): Promise<Session> {
  if (!response.ok) throw new SignInError(response.status, response.headers.get("X-Request-Id") ?? "");
  const { role, name, expiresAt } = (await response.json()) as {
    role: "desk" | "admin";
    name: string;
    expiresAt: string | null;
  };
  return expiresAt === null ? { role: "open", name: null, expiresAt } : { role, name, expiresAt };
}

export const sessionQuery = queryOptions({
  queryKey: KEY,
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * Signs in with a key, which only the request has: the server answers with a cookie that no script can read.
 * @throws SignInError with the status 401 for a wrong key
 */
export async function signIn(queries: QueryClient, key: string): Promise<void> {
  const response = await fetch(URL, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ key }),
  });
  queries.setQueryData(sessionQuery.queryKey, await parseSession(response));
}

/** Signs out, and forgets all that was read. */
export async function signOut(queries: QueryClient): Promise<void> {
  const response = await fetch(URL, { method: "DELETE" });
  if (!response.ok && response.status !== 401)
    throw new SignInError(response.status, response.headers.get("X-Request-Id") ?? "");
  queries.setQueryData(sessionQuery.queryKey, null);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** Asks anew who is signed in: the server has just refused a call. */
export function forgetSession(queries: QueryClient): void {
  queries.invalidateQueries({ queryKey: KEY });
}

const SessionContext = createContext<Session | null>(null);

/** Tells all that is within it who is signed in. */
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only within `SessionProvider`, where somebody is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("nobody is signed in here");
  return session;
}

/** Whether the page shows what an admin's key alone may do. */
export const useIsAdmin = (): boolean => useSession().role !== "desk";
