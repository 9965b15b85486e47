import { type Actor, createBooking, type EventsContext } from "../src/index.ts";
import type { TestContext } from "./harness.ts";

/* What tests of the audit share with those of events, which are made of it. Nothing here needs a test runner. */

/** A customer whose name and contact are found wherever they get to. */
export const MARKED_CUSTOMER = { name: "Marked Name", contact: "marked@example.org" };
/** The actor of a call with an API key. */
export const DESK = "key:01a205ee-6449-7bfd-903f-a39cc9f3469f";

export const as = (ctx: TestContext, actor: Actor): TestContext => ({ ...ctx, actor });

/** Places a hold of the marked customer. */
export const bookMarked = (ctx: TestContext, slotId: string, quantity = 1) =>
  createBooking(ctx, { slotId, quantity, customer: MARKED_CUSTOMER });

/** Reads a list to its end. */
export async function readPages<Item>(
  read: (cursor: { cursor?: string }) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await read(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Waits until everything that was committed is settled, whatever other tests on the server have open. */
export async function settle({ db, horizon }: EventsContext): Promise<void> {
  const { last } = await db
    .selectFrom("audit")
    .select(({ fn }) => fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  while ((await horizon.settled()) < BigInt(last ?? 0));
}
