import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { placeHoldsWhereRoomy } from "../src/holds/fast-path.ts";
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

/** A queue that knows the database's clock and has refused nobody: it tries the fast path first. */
export async function warmQueue(ctx: TestContext): Promise<HoldQueue> {
  const queue = new HoldQueue({ db: ctx.db, jobs: ctx.jobs, ...SECONDS });
  await queue.place(request((await makeSlot(ctx, 1)).id));
  return queue;
}

/** Of the given slots, those that the fast path alone books. `before` runs first in its transaction. */
export async function takenWhereRoomy(
  ctx: TestContext,
  slotIds: string[],
  before = sql`SELECT 1`,
): Promise<string[]> {
  const sent = await transact(ctx, async (trxCtx) => {
    await before.execute(trxCtx.trx);
    return placeHoldsWhereRoomy(
      trxCtx,
      slotIds.map((slotId) => request(slotId)),
      "skip",
    );
  });
  return (await sent.rows).filter(({ isLocked }) => !isLocked).map(({ slotId }) => slotId);
}
