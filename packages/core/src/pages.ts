import { invalidInput } from "@holdfast/contract";
import type { z } from "zod";

/** One page of a list; `nextCursor` is null on the last. */
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A cursor is the position of the last item seen, as JSON in base64url. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

/**
 * Reads a cursor back.
 * @throws INVALID_INPUT for anything that `encodeCursor` did not make for this list
 */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw invalidInput("cursor", "is not a cursor of this list");
  }
}

/**
 * Cuts a page from rows that were read one past its limit.
 * @param position of an item in the list's order, for the cursor
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  position: (row: Row) => unknown,
): Page<Item> {
  const last = rows[limit - 1];
  const more = rows.length > limit && last !== undefined;
  return { items: rows.slice(0, limit).map(toItem), nextCursor: more ? encodeCursor(position(last)) : null };
}
