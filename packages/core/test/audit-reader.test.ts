import { openSession, type Session } from "@holdfast/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AuditReader } from "../src/audit/index.ts";
import { newId } from "../src/shared/index.ts";
import { createTestContext, type TestContext } from "./harness.ts";

/* What the reader sees while transactions are under way. Each of these takes the id of an entry when it writes it, and shows
   it when it commits. */

let ctx: TestContext;
let reader: AuditReader;
const sessions: Session[] = [];

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  for (const session of sessions) await session.end();
  await ctx.close();
});

beforeEach(async () => {
  reader = new AuditReader();
  await settle();
});

/** Other tests write meanwhile, in databases of the same server. */
const settle = () =>
  vi.waitUntil(async () => {
    await reader.read(ctx.db);
    return reader.isSettled;
  });

/** A transaction that may write already, so that it has its number. */
async function begin(): Promise<Session> {
  const session = await openSession(ctx.directUrl);
  sessions.push(session);
  await session.query("BEGIN");
  await session.query("SELECT pg_current_xact_id()");
  return session;
}

async function write(session: Session): Promise<string> {
  const subject = newId();
  await session.query("INSERT INTO audit (actor, action, subject_id) VALUES ('system', 'key.created', $1)", [
    subject,
  ]);
  return subject;
}

const subjects = async () => (await reader.read(ctx.db)).subjects;

test("an entry that commits late delays no other, and is found when it does", async () => {
  const [late, soon] = [await begin(), await begin()];
  const [first, second] = [await write(late), await write(soon)];
  await soon.query("COMMIT");
  expect(await subjects()).toEqual([second]);
  expect(reader.missing).toBe(1);
  expect(await subjects()).toEqual([]);
  const third = await begin();
  const last = await write(third);
  await third.query("COMMIT");
  expect(await subjects()).toEqual([last]);
  await late.query("COMMIT");
  expect(await subjects()).toEqual([first]);
  expect(reader.missing).toBe(0);
});

test("so is that of a transaction that began after the one that committed", async () => {
  const [soon, late] = [await begin(), await begin()];
  const [first, second] = [await write(late), await write(soon)];
  await soon.query("COMMIT");
  // No transaction that has ended has a larger number than the one that goes on.
  expect(await subjects()).toEqual([second]);
  expect(reader.missing).toBe(1);
  await late.query("COMMIT");
  expect(await subjects()).toEqual([first]);
});

test("what is rolled back is not looked for once all have ended that were under way", async () => {
  const [lost, soon, other] = [await begin(), await begin(), await begin()];
  await write(lost);
  const told = await write(soon);
  await soon.query("COMMIT");
  await lost.query("ROLLBACK");
  expect(await subjects()).toEqual([told]);
  expect(reader.missing).toBe(1);
  await other.query("COMMIT");
  await settle();
});

test("a reader that begins finds what is in flight, and says when it may have missed older entries", async () => {
  const late = await begin();
  const first = await write(late);
  const soon = await begin();
  const second = await write(soon);
  await soon.query("COMMIT");
  reader = new AuditReader();
  const began = await reader.read(ctx.db);
  expect(began.subjects).toContain(second);
  expect(began.isIncomplete).toBe(false);
  await late.query("COMMIT");
  let isIncomplete = false;
  const found: string[] = [];
  while (!reader.isSettled) {
    const news = await reader.read(ctx.db);
    found.push(...news.subjects);
    isIncomplete ||= news.isIncomplete;
  }
  expect([found, isIncomplete]).toEqual([[first], true]);
  expect(await reader.read(ctx.db)).toEqual({ subjects: [], isIncomplete: false });
});

test("a leap of the ids is no list of missing ones, but a reason to read everything anew", async () => {
  const session = await begin();
  await session.query("SELECT setval('audit_id_seq', last_value + 1000000) FROM audit_id_seq");
  const told = await write(session);
  await session.query("COMMIT");
  expect(await reader.read(ctx.db)).toEqual({ subjects: [told], isIncomplete: true });
  expect(reader.missing).toBe(0);
});
