import { HoldfastError, type Metadata, type MetadataFilter } from "@holdfast/contract";
import { type SqlBool, sql } from "kysely";
import { type Actor, type Db, isStaff } from "./contexts.ts";
import { isUniqueViolation } from "./postgres-errors.ts";

/* Metadata and external ids are for the systems of whoever runs the server: customers neither give nor see them. */

/** Who calls: a customer, unless it says more. */
export interface Caller {
  actor?: Actor;
  /** Whether everybody may do everything. */
  isOpenToAll?: boolean | undefined;
}

/** What a resource, a slot or a booking has of it. */
interface Noted {
  metadata: Metadata;
  externalId: string | null;
}

/** The metadata of what has none, shared by all that has none. */
export const NO_METADATA: Metadata = Object.freeze({});

/** Whether a caller sees metadata and external ids. */
export const maySeeMetadata = ({ actor = "public", isOpenToAll = false }: Caller): boolean =>
  isStaff(actor) || isOpenToAll;

/** The copies that customers see, so that those who share a read share its copy, too. */
const copies = new WeakMap<Noted, Noted>();

/**
 * A resource, a slot or a booking as a caller may see it: a copy without metadata and external id for a
 * customer, where it has any.
 */
export function asSeenBy<Noun extends Noted>(caller: Caller, noun: Noun): Noun {
  if (maySeeMetadata(caller) || (noun.externalId === null && hasNoFields(noun.metadata))) return noun;
  const copy = (copies.get(noun) as Noun | undefined) ?? { ...noun, metadata: NO_METADATA, externalId: null };
  copies.set(noun, copy);
  return copy;
}

function hasNoFields(fields: object): boolean {
  for (const _name in fields) return false;
  return true;
}

/**
 * Refuses metadata and external ids, given or looked for, of callers who may not see them. Else anybody could
 * store what they like, take an id before its owner does, or try which ids there are.
 * @throws UNAUTHORIZED
 */
export function requireMaySee(caller: Caller, ...given: readonly unknown[]): void {
  if (maySeeMetadata(caller) || given.every((value) => value === undefined)) return;
  throw new HoldfastError("UNAUTHORIZED", "Metadata and external ids need an API key");
}

/** The fields of a row. */
export const metadataOf = (row: { metadata: Metadata; external_id: string | null }): Noted => ({
  metadata: row.metadata,
  externalId: row.external_id,
});

/** The columns of given fields. Those left out stay as they are, and in a new row have their defaults. */
export const metadataColumns = ({
  metadata,
  externalId,
}: { [Name in keyof Noted]?: Noted[Name] | undefined }) => ({
  ...(metadata && { metadata: JSON.stringify(metadata) }),
  ...(externalId !== undefined && { external_id: externalId }),
});

type NotedTable = "resources" | "slots" | "bookings";

/** The filters of a list. */
interface MetadataFilters {
  updatedSince?: Date | undefined;
  externalId?: string | undefined;
  metadata?: MetadataFilter | undefined;
}

/** The conditions of a list's filters. Those of the partial indexes are among them, or PostgreSQL could not use these. */
export function metadataConditions(
  table: NotedTable,
  { updatedSince, externalId, metadata }: MetadataFilters,
) {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const conditions = [];
  if (updatedSince) conditions.push(sql<SqlBool>`${column("updated_at")} >= ${updatedSince}`);
  if (externalId !== undefined) {
    const isKept = table === "slots" ? sql`AND slots.deleted_at IS NULL` : sql``;
    conditions.push(sql<SqlBool>`(${column("external_id")} = ${externalId} ${isKept})`);
  }
  if (metadata) {
    const wanted = JSON.stringify({ [metadata.key]: metadata.value });
    conditions.push(
      sql<SqlBool>`(${column("metadata")} <> '{}' AND ${column("metadata")} @> ${wanted}::jsonb)`,
    );
  }
  return conditions;
}

const NOUNS = { resources: "The doctor or show", slots: "The slot", bookings: "The booking" } as const;

/** The order in which a transaction gives external ids: two that give the same ones would wait for each other otherwise. */
export function byExternalId(
  one: { externalId?: string | null | undefined },
  other: { externalId?: string | null | undefined },
): number {
  const [first, second] = [one.externalId ?? "", other.externalId ?? ""];
  return first < second ? -1 : Number(first > second);
}

/**
 * Runs a change, all of its transaction, that may give rows external ids.
 * @throws EXTERNAL_ID_TAKEN, with the id of the row that has it; the errors of the change
 */
export async function givingExternalIds<Result>(
  db: Db,
  table: NotedTable,
  externalIds: readonly (string | null | undefined)[],
  change: () => Promise<Result>,
): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    if (!isUniqueViolation(error, `${table}_external_id`)) throw error;
    const given = externalIds.filter((externalId) => typeof externalId === "string");
    const owner = await db
      .selectFrom(table)
      .select(["id", "external_id"])
      .where("external_id", "in", given)
      .where(table === "slots" ? sql<boolean>`deleted_at IS NULL` : sql<boolean>`true`)
      .executeTakeFirst();
    const whose = owner ? `${NOUNS[table]} ${owner.id} has` : "Another one had";
    throw new HoldfastError(
      "EXTERNAL_ID_TAKEN",
      `${whose} the external id ${owner?.external_id ?? given[0]}`,
    );
  }
}
