import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { placeHoldsFast } from "../src/holds/fast-path.ts";
import { HoldQueue } from "../src/index.ts";
import { makeSlot, request, SECONDS, type TestContext, transact } from "./harness.ts";

/* Helpers of bookable.test.ts and bookable-race.test.ts. */

/** "ok", the code of a refusal, or the text of another error. */
export const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof HoldfastError ? error.code : String(error)),
  );

/** Makes five slots, and returns their ids. */
export async function makeSlots(
  ctx: TestContext,
  capacity: number,
): Promise<[string, string, string, string, string]> {
  const slots = await Promise.all(Array.from({ length: 5 }, () => makeSlot(ctx, capacity)));
  return slots.map(({ id }) => id) as [string, string, string, string, string];
}

/** A queue that has refused nobody: it takes the fast path first. */
export async function warmQueue(ctx: TestContext): Promise<HoldQueue> {
  const queue = new HoldQueue({ db: ctx.db, jobs: ctx.jobs, ...SECONDS });
  await queue.place(request((await makeSlot(ctx, 1)).id));
  return queue;
}

/** The slots that the fast path alone takes, of those given. `before`: what its transaction does first. */
export async function takenWhereRoomy(
  ctx: TestContext,
  slotIds: string[],
  before = sql`SELECT 1`,
): Promise<string[]> {
  const slots = await transact(ctx, async ({ trx, holdSeconds }) => {
    await before.execute(trx);
    const requests = slotIds.map((slotId) => request(slotId));
    return placeHoldsFast(trx, requests, { holdSeconds, onLocked: "skip" });
  });
  return slots.filter(({ isLocked }) => !isLocked).map(({ slotId }) => slotId);
}
