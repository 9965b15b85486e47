import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { placeHoldsWhereRoomy } from "../src/holds/fast-path.ts";
import { HoldQueue } from "../src/index.ts";
import { makeSlot, request, SECONDS, type TestContext, transact } from "./harness.ts";

/* What both tests of slots that cannot be booked need. */

/** "ok", or the code of the refusal, or what else went wrong. */
export const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof HoldfastError ? error.code : String(error)),
  );

/** The ids of five slots, of which a test takes what it needs. */
export async function makeSlots(
  ctx: TestContext,
  capacity: number,
): Promise<[string, string, string, string, string]> {
  const slots = await Promise.all(Array.from({ length: 5 }, () => makeSlot(ctx, capacity)));
  return slots.map(({ id }) => id) as [string, string, string, string, string];
}

/** A queue that knows the database's clock and has refused nobody: it takes the short way first. */
export async function warmQueue(ctx: TestContext): Promise<HoldQueue> {
  const queue = new HoldQueue({ db: ctx.db, jobs: ctx.jobs, ...SECONDS });
  await queue.place(request((await makeSlot(ctx, 1)).id));
  return queue;
}

/** The slots that the short way alone takes, of those given. `before`: what its transaction does first. */
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
  return (await sent.rows).filter(({ placesLeft }) => placesLeft !== null).map(({ slotId }) => slotId);
}
