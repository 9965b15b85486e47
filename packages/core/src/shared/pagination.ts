import { id, invalidInput } from "@holdfast/contract";
import { type SelectQueryBuilder, sql } from "kysely";
import { z } from "zod";

/** One page of a list; `nextCursor` is null on the last. */
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

const BIGINT_MAX = 2n ** 63n - 1n;
const NUMBER_MAX_DIGITS = 19;

/**
 * The number of a row, a `bigint`, in a cursor, as PostgreSQL writes it: it would fail on a larger one. The pattern aborts first,
 * so that no long text is converted.
 */
export const rowNumber = z
  .string()
  .regex(new RegExp(`^\\d{1,${NUMBER_MAX_DIGITS}}$`), { abort: true })
  .refine((digits) => BigInt(digits) <= BIGINT_MAX);

/** Makes a cursor of the position of a page's last item: JSON in base64url. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString("base64url");

/**
 * Reads a cursor of the list whose positions have this schema.
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
 * Makes a page of rows that were read one past its limit. The extra row only shows that another page follows.
 * @param position returns the position of a row in the list's order, for the cursor
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

/** The columns that order a list on their own, each with the schema of its value in a cursor. */
const ORDERS: Record<"id" | "number", z.ZodType<[string]>> = {
  id: z.tuple([id]),
  number: z.tuple([rowNumber]),
};

/**
 * Reads a page of a list in ascending order of one column.
 * @param query selects the whole list, with that column, without order and limit
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function readPage<
  Database,
  Table extends keyof Database,
  Column extends keyof typeof ORDERS,
  Row extends Record<Column, string>,
  Item,
>(
  query: SelectQueryBuilder<Database, Table, Row>,
  column: Column,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const key = sql.ref<string>(column);
  const beyond = cursor ? query.where(key, ">", decodeCursor(ORDERS[column], cursor)[0]) : query;
  const rows = await beyond
    .orderBy(key)
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit, toItem, (row) => [row[column]]);
}
