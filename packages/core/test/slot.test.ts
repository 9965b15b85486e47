import { readsOf } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createResource, createSlot, listResources, listSlots, updateResource } from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, passTime, place, UNKNOWN_ID } from "./harness.ts";

const HOUR_MILLISECONDS = 60 * 60 * 1000;
let ctx: Awaited<ReturnType<typeof createTestContext>>;
let doctor: string;

beforeAll(async () => {
  ctx = await createTestContext();
  doctor = (await createResource(ctx, { kind: "doctor", name: "Dr. Smith" })).id;
});

afterAll(() => ctx.close());

/** A slot that starts so many hours from now. */
async function slotAt(hours: number, resourceId = doctor, capacity = 1): Promise<string> {
  const startsAt = new Date(Date.now() + hours * HOUR_MILLISECONDS);
  const endsAt = new Date(startsAt.getTime() + HOUR_MILLISECONDS);
  return (await createSlot(ctx, { resourceId, startsAt, endsAt, capacity })).id;
}

/** All pages of a list. */
async function walk(
  input: Omit<Parameters<typeof listSlots>[1], "limit" | "cursor">,
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listSlots(ctx, { ...input, limit, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

test("lists upcoming slots by start, then past ones, latest first, at any page size", async () => {
  const resourceId = (await createResource(ctx, { kind: "show", name: "Hamlet" })).id;
  const byHours = new Map<number, string>();
  for (const hours of [-1, 5, -30, 2, 1, -2]) byHours.set(hours, await slotAt(hours, resourceId));
  const expected = [1, 2, 5, -1, -2, -30].map((hours) => byHours.get(hours));
  for (const limit of [1, 2, 4, 6, 50]) {
    expect(await walk({ resourceId, availableOnly: false }, limit)).toEqual(expected);
  }
});

test("slots with the same start are neither lost nor repeated between pages", async () => {
  const resourceId = (await createResource(ctx, { kind: "show", name: "Macbeth" })).id;
  const startsAt = new Date("2040-01-01T00:00:00Z");
  const endsAt = new Date("2040-01-01T01:00:00Z");
  const ids = [];
  for (let index = 0; index < 5; index += 1) {
    ids.push((await createSlot(ctx, { resourceId, startsAt, endsAt, capacity: 1 })).id);
  }
  expect((await walk({ resourceId, availableOnly: false }, 2)).toSorted()).toEqual(ids.toSorted());
});

test("from is inclusive, to is exclusive, and available counts expired holds as free", async () => {
  const resourceId = (await createResource(ctx, { kind: "show", name: "Lear" })).id;
  const [early, late] = [new Date("2041-01-01T00:00:00Z"), new Date("2041-01-02T00:00:00Z")];
  const slotOn = (startsAt: Date) =>
    createSlot(ctx, {
      resourceId,
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR_MILLISECONDS),
      capacity: 1,
    });
  const first = (await slotOn(early)).id;
  const second = (await slotOn(late)).id;
  expect(await walk({ resourceId, from: early, to: late, availableOnly: false }, 50)).toEqual([first]);
  expect(await walk({ resourceId, from: late, availableOnly: false }, 50)).toEqual([second]);
  await place(ctx, [first]);
  expect(await walk({ resourceId, availableOnly: true }, 50)).toEqual([second]);
  await passTime(ctx.db, HOLD_SECONDS);
  expect(await walk({ resourceId, availableOnly: true }, 50)).toEqual([first, second]);
});

test("a page whose filter fits no slot, or few, reads no others", async () => {
  const { id: ofDoctor } = await createResource(ctx, { kind: "doctor", name: "Dr. Few" });
  const few = await slotAt(5, ofDoctor);
  const trx = await ctx.db.startTransaction().execute();
  try {
    await sql`
      WITH latest AS (INSERT INTO resources (id, kind, name) VALUES (uuidv7(), 'show', 'Pericles') RETURNING id)
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT uuidv7(), latest.id, day, day + interval '1 hour', 1 FROM latest, generate_series(-900, 900) AS n,
        LATERAL (SELECT date_trunc('day', now()) + n * interval '1 day' AS day) AS days`.execute(trx);
    await sql`ANALYZE slots`.execute(trx);
    const rowsRead = async () => {
      const { rowsInTurn, rowsByIndex } = await readsOf(trx, "slots");
      return rowsInTurn + rowsByIndex;
    };
    const pericles = trx.selectFrom("resources").select("id").where("name", "=", "Pericles");
    const { id: ofShow } = await pericles.executeTakeFirstOrThrow();
    const updatedSince = new Date("2100-01-01T00:00:00Z");
    const [from, to] = [new Date("2000-01-01T00:00:00Z"), new Date(Date.now() - 40 * 24 * HOUR_MILLISECONDS)];
    for (const [filters, found] of [
      [{ kind: "doctor", resourceId: ofDoctor }, [few]],
      [{ kind: "doctor", resourceId: ofShow }, []],
      [{ updatedSince }, []],
      [{ updatedSince, kind: "show" }, []],
      [{ updatedSince, resourceId: ofShow }, []],
      [{ availableOnly: true, from, to }, []],
    ] as const) {
      const before = await rowsRead();
      const { items } = await listSlots({ db: trx }, { availableOnly: false, limit: 50, ...filters });
      expect([filters, items.map(({ id }) => id)]).toEqual([filters, found]);
      expect([filters, (await rowsRead()) - before < 100]).toEqual([filters, true]);
    }
    const before = await rowsRead();
    const { items } = await listSlots({ db: trx }, { kind: "doctor", availableOnly: false, limit: 50 });
    expect(items.every(({ kind }) => kind === "doctor")).toBe(true);
    expect(items.map(({ id }) => id)).toContain(few);
    expect((await rowsRead()) - before).toBeLessThan(100);
  } finally {
    await trx.rollback().execute();
  }
});

test("what has started but not ended is available", async () => {
  const { id: resourceId } = await createResource(ctx, { kind: "show", name: "A festival of 31 days" });
  const startsAt = new Date(Date.now() - 31 * 24 * HOUR_MILLISECONDS + HOUR_MILLISECONDS);
  const endsAt = new Date(startsAt.getTime() + 31 * 24 * HOUR_MILLISECONDS);
  const { id } = await createSlot(ctx, { resourceId, startsAt, endsAt, capacity: 1 });
  expect(await walk({ resourceId, availableOnly: true }, 50)).toEqual([id]);
  expect(await walk({ kind: "show", to: new Date(), availableOnly: true }, 50)).toEqual([id]);
});

test("a page reads only the slots that it needs, even with statistics that lack the latest resources", async () => {
  for (const name of ["Othello", "Twelfth Night", "The Tempest", "As You Like It"]) {
    const { id } = await createResource(ctx, { kind: "show", name });
    for (const hours of [1, 2, 3, 4, 5]) await slotAt(hours, id);
  }
  const trx = await ctx.db.startTransaction().execute();
  try {
    await sql`ANALYZE resources`.execute(trx);
    await sql`
      WITH latest AS (INSERT INTO resources (id, kind, name) VALUES (uuidv7(), 'show', 'Cymbeline') RETURNING id)
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT uuidv7(), latest.id, now() + n * interval '1 minute', now() + interval '1 day', 1
      FROM latest, generate_series(1, 900) AS n`.execute(trx);
    await sql`ANALYZE slots`.execute(trx);
    const rowsRead = async () => {
      const { rowsInTurn, rowsByIndex } = await readsOf(trx, "slots");
      return rowsInTurn + rowsByIndex;
    };
    const before = await rowsRead();
    for (const availableOnly of [false, true]) {
      expect((await listSlots({ db: trx }, { availableOnly, limit: 10 })).items).toHaveLength(10);
    }
    expect((await rowsRead()) - before).toBeLessThan(100);
  } finally {
    await trx.rollback().execute();
  }
});

test("a cursor of another list, or a malformed one, is INVALID_INPUT", async () => {
  const { nextCursor } = await listResources(ctx, { limit: 1 });
  const after = { startsAt: "0000-01-01T00:00:00Z", id: UNKNOWN_ID };
  const forged = JSON.stringify({ asOf: "2031-01-01T00:00:00Z", past: true, after });
  const cursors = [nextCursor ?? "", "zzz", "e30", "null", Buffer.from(forged).toString("base64url")];
  for (const cursor of cursors) {
    await expect(listSlots(ctx, { availableOnly: false, limit: 1, cursor })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "cursor" }],
    });
  }
});

test("a slot needs a resource of the given kind", async () => {
  const times = {
    startsAt: new Date("2031-01-01T00:00:00Z"),
    endsAt: new Date("2031-01-01T01:00:00Z"),
    capacity: 1,
  };
  const create = (resourceId: string, kind?: "doctor" | "show") =>
    createSlot(ctx, { resourceId, ...times, ...(kind ? { kind } : {}) });
  await expect(create(UNKNOWN_ID)).rejects.toMatchObject({ code: "RESOURCE_NOT_FOUND" });
  await expect(create(UNKNOWN_ID, "doctor")).rejects.toMatchObject({ code: "DOCTOR_NOT_FOUND" });
  await expect(create(doctor, "show")).rejects.toMatchObject({ code: "SHOW_NOT_FOUND" });
});

test("updateResource changes the given fields and leaves the rest", async () => {
  const { id } = await createResource(ctx, { kind: "doctor", name: "Dr. A", specialization: "Cardiology" });
  expect(await updateResource(ctx, { id, name: "Dr. B" })).toMatchObject({
    name: "Dr. B",
    specialization: "Cardiology",
  });
  expect(await updateResource(ctx, { id, specialization: null })).toMatchObject({
    name: "Dr. B",
    specialization: null,
  });
  await expect(updateResource(ctx, { id: UNKNOWN_ID, name: "x" })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
  });
});
