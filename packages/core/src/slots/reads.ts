import { HoldfastError, type ListSlotsInput, type Slot, type SlotPage } from "@holdfast/contract";
import { sharing, sharingById } from "../concurrency/index.ts";
import {
  asSeenBy,
  type Caller,
  type DbContext,
  isStaff,
  readFromReplica,
  requireMaySee,
} from "../shared/index.ts";
import { readPages, type SlotPageQuestion, startOf } from "./list.ts";
import { readSlots } from "./slot.ts";

/* The reads of the rush: while a sale is on, everybody looks at the same few slots and lists. They share statements. */

/** Different lists that are read on one connection, one after another: a slow one delays the others. */
export const TOGETHER_MAX_PAGES = 16;

const sharedSlot = sharingById(readSlots);

/** What is available, and what of it is seen, depends on two facts of the caller alone. */
const sharedPage = sharing(readPages, {
  keyOf: ({ input, caller: { actor, isOpenToAll } }: SlotPageQuestion) =>
    JSON.stringify([isStaff(actor), isOpenToAll, input]),
  maxQuestions: TOGETHER_MAX_PAGES,
  isList: true,
});

/**
 * Reads a slot as the caller may see it, with its availability by the database's clock. A customer may read what the replica
 * has. Outside a transaction it shares its
 * statement with other reads, and its answer with equal ones.
 * @throws SLOT_NOT_FOUND
 */
export async function getSlot(ctx: DbContext & Caller, { id }: { id: string }): Promise<Slot> {
  const slot = await readFromReplica(
    ctx,
    (db) => sharedSlot(db, id),
    (slot) => !slot,
  );
  if (!slot) throw new HoldfastError("SLOT_NOT_FOUND");
  return asSeenBy(ctx, slot);
}

/**
 * Lists slots that start in `[from, to)`, with their availability by the database's clock. A customer may read what the
 * replica has. Equal lists share
 * statements and answer. Few run at a time, so this is not to be called within `withinReads`.
 * @throws INVALID_INPUT for a cursor that is not of this list; UNAUTHORIZED for a customer's filter by
 *   metadata or external id
 */
export async function listSlots(ctx: DbContext & Caller, input: ListSlotsInput): Promise<SlotPage> {
  const { actor = "public", isOpenToAll = false } = ctx;
  requireMaySee(ctx, input.metadata, input.externalId);
  const question = { input, start: startOf(input), caller: { actor, isOpenToAll } };
  return readFromReplica(ctx, (db) => sharedPage(db, question));
}
