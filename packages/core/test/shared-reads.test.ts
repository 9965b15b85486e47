import type { Slot } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Kysely, KyselyPlugin } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SharedReads } from "../src/concurrency/index.ts";
import { getSlot, listSlots, updateSlot } from "../src/index.ts";
import { codeOf, createTestContext, makeSlot, passTime, place, type TestContext } from "./harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

/** A pool whose statements are executed at once, while their results wait until they are let through. */
function holdingBack(db: Kysely<Database>) {
  let executed = 0;
  const opening = Promise.withResolvers<void>();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      executed += 1;
      await opening.promise;
      return result;
    },
  };
  return {
    db: db.withPlugin(plugin),
    executed: () => executed,
    /** Lets all results through from now on. */
    open: () => opening.resolve(),
  };
}

const untilExecuted = (pool: ReturnType<typeof holdingBack>, statements: number) =>
  expect.poll(pool.executed, { interval: 1 }).toBe(statements);

const change = (slot: Slot, capacity: number) =>
  updateSlot({ ...ctx, actor: "key:test" }, { id: slot.id, capacity });

describe("a read that arrives after a commit shows it, also while an older statement is in flight:", () => {
  test.each<[string, (pool: Kysely<Database>, slot: Slot) => Promise<Slot | undefined>]>([
    ["a slot", (db, { id }) => getSlot({ db }, { id })],
    [
      "a list",
      async (db, { resourceId }) => {
        const input = { resourceId, availableOnly: false, limit: 50 };
        return (await listSlots({ db }, input)).items[0];
      },
    ],
  ])("%s", async (_name, read) => {
    const slot = await makeSlot(ctx, 3);
    const pool = holdingBack(ctx.db);
    const before = read(pool.db, slot);
    await untilExecuted(pool, 1); // its snapshot is from before the change
    await change(slot, 4);
    const after = read(pool.db, slot);
    pool.open();
    expect([(await before)?.capacity, (await after)?.capacity]).toEqual([3, 4]);
  });
});

test("reads that arrive together are one statement, and equal ones have one answer", async () => {
  const slots = [await makeSlot(ctx, 1), await makeSlot(ctx, 2)];
  const pool = holdingBack(ctx.db);
  pool.open();
  const ids = Array.from({ length: 100 }, (_, index) => slots[index % 2]?.id as string);
  const read = await Promise.all(ids.map((id) => getSlot(pool, { id })));
  expect(pool.executed()).toBe(1);
  expect(read.map(({ id }) => id)).toEqual(ids);
  expect(new Set(read).size).toBe(2);
});

test("equal lists that arrive together are asked once; what is seen, and what is available, divides them", async () => {
  const { resourceId } = await makeSlot(ctx, 1);
  const pool = holdingBack(ctx.db);
  pool.open();
  const input = { resourceId, availableOnly: true, limit: 50 };
  const read = (caller: Partial<TestContext>) => listSlots({ ...pool, ...caller }, { ...input });
  const callers = [{}, {}, { actor: "key:one" }, { actor: "key:other" }, { isOpenToAll: true }] as const;
  const [one, two, staff, other, open] = await Promise.all(callers.map(read));
  expect([one === two, staff === other, staff === one, open === one]).toEqual([true, true, false, false]);
});

test("who shares a statement sees only what it may see, and equals share one copy", async () => {
  const slot = await makeSlot(ctx, 1);
  const staff = { ...ctx, actor: "key:test" } as const;
  await updateSlot(staff, { id: slot.id, externalId: `slot ${slot.id}`, metadata: { room: "4" } });
  const callers = [ctx, staff, ctx, staff];
  const [one, two, three, four] = await Promise.all(callers.map((caller) => getSlot(caller, slot)));
  expect(one).toMatchObject({ externalId: null, metadata: {} });
  expect(two).toMatchObject({ externalId: `slot ${slot.id}`, metadata: { room: "4" } });
  expect([one === three, two === four]).toEqual([true, true]);
});

test("a read inside a transaction shows what that transaction has written", async () => {
  const slot = await makeSlot(ctx, 3);
  const outside = await ctx.db.transaction().execute(async (db) => {
    await db.updateTable("slots").set({ capacity: 9 }).where("id", "=", slot.id).execute();
    const list = { resourceId: slot.resourceId, availableOnly: false, limit: 50 };
    expect(await getSlot({ db }, slot)).toMatchObject({ capacity: 9 });
    expect(await listSlots({ db }, list)).toMatchObject({ items: [{ capacity: 9 }] });
    return [await getSlot(ctx, slot), (await listSlots(ctx, list)).items[0]];
  });
  expect(outside).toMatchObject([{ capacity: 3 }, { capacity: 3 }]);
});

test("a hold that has expired is free in the next read, without a write", async () => {
  const slot = await makeSlot(ctx, 2);
  await place(ctx, [slot.id, 2]);
  expect(await getSlot(ctx, slot)).toMatchObject({ booked: 2, available: 0 });
  await passTime(ctx.db, 121);
  expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0, available: 2 });
});

test("an unknown slot among others is not found alone", async () => {
  const slot = await makeSlot(ctx, 1);
  const unknown = slot.id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const codes = [unknown, slot.id, unknown].map((id) => codeOf(getSlot(ctx, { id })));
  expect(await Promise.all(codes)).toEqual(["SLOT_NOT_FOUND", "ok", "SLOT_NOT_FOUND"]);
});

describe("shared reads", () => {
  const fault = new Error("out of range");
  const answer = (question: string) => {
    if (question.startsWith("bad")) throw fault;
    return question.toUpperCase();
  };

  test("that fail together are asked alone, so that a bad one fails no other", async () => {
    const statements: string[][] = [];
    const reads = new SharedReads<string, string>({
      together: async (questions) => {
        statements.push([...questions]);
        return questions.map(answer);
      },
      alone: async (question) => answer(question),
    });
    const asked = ["a", "bad", "b", "a", "bad 2"].map((question) => reads.read(question, question));
    expect(await Promise.allSettled(asked)).toEqual([
      { status: "fulfilled", value: "A" },
      { status: "rejected", reason: fault },
      { status: "fulfilled", value: "B" },
      { status: "fulfilled", value: "A" },
      { status: "rejected", reason: fault },
    ]);
    expect(await reads.read("c", "c")).toBe("C");
    expect(statements).toEqual([["a", "bad", "b", "bad 2"], ["c"]]);
  });

  test("are asked again where the connection was lost, and not where the database is out of reach", async () => {
    const errors = [
      Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
    ];
    const reads = new SharedReads<string, string>({
      together: async (questions) => {
        const error = errors.shift();
        if (error) throw error;
        return questions.map(answer);
      },
      alone: () => Promise.reject(new Error("not asked")),
    });
    const both = () => Promise.all(["a", "b"].map((question) => reads.read(question, question)));
    await expect(both()).rejects.toThrow("refused");
    expect(await both()).toEqual(["A", "B"]);
    errors.push(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    expect(await both()).toEqual(["A", "B"]);
  });

  test("run in as many statements at a time as they may, with so many questions each", async () => {
    let running = 0;
    let most = 0;
    const sizes: number[] = [];
    const reads = new SharedReads<number, number>({
      together: async (questions) => {
        running += 1;
        most = Math.max(most, running);
        sizes.push(questions.length);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return questions;
      },
      alone: async (question) => question,
      maxQuestions: 3,
      maxStatements: 2,
    });
    const numbers = Array.from({ length: 10 }, (_, index) => index);
    expect(await Promise.all(numbers.map((number) => reads.read(String(number), number)))).toEqual(numbers);
    expect([most, sizes]).toEqual([2, [3, 3, 3, 1]]);
  });

  test("of a question in flight wait for its end, while others go on", async () => {
    const asked: [question: string, answer: () => void][] = [];
    const reads = new SharedReads<string, string>({
      together: ([question = ""]) =>
        new Promise((resolve) => asked.push([question, () => resolve([answer(question)])])),
      alone: async (question) => answer(question),
      maxQuestions: 1,
      maxStatements: 3,
    });
    const read = (question: string) => reads.read(question, question);
    const untilAsked = (...questions: string[]) =>
      expect.poll(() => asked.map(([question]) => question)).toEqual(questions);
    const first = read("a");
    await untilAsked("a");
    const behind = [read("a"), read("a"), read("b")];
    await untilAsked("a", "b");
    asked[0]?.[1]();
    expect(await first).toBe("A");
    await untilAsked("a", "b", "a");
    asked[1]?.[1]();
    asked[2]?.[1]();
    expect(await Promise.all(behind)).toEqual(["A", "A", "B"]);
  });

  test("are refused where their statements may not run, and later ones are answered", async () => {
    let isAllowed = false;
    const reads = new SharedReads<string, string>({
      together: async (questions) => questions.map(answer),
      alone: async (question) => answer(question),
      whenAllowed: (statement) => (isAllowed ? statement() : Promise.reject(new Error("too many"))),
    });
    await expect(reads.read("a", "a")).rejects.toThrow("too many");
    isAllowed = true;
    expect(await reads.read("a", "a")).toBe("A");
  });
});
