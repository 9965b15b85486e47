import type { DbContext } from "../shared/index.ts";
import { sessionIdIn } from "./session.ts";
import type { SessionCache } from "./session-cache.ts";

/** Ends a session; one that has ended, or never was, stays so. It takes the whole text, because an id is no secret. */
export async function signOut(
  { db, sessions }: DbContext & { sessions: SessionCache },
  text: string,
): Promise<void> {
  const id = sessionIdIn(text);
  if (id === undefined || !(await sessions.identify(text))) return;
  await db.deleteFrom("sessions").where("id", "=", id).execute();
  sessions.forget(id);
}
