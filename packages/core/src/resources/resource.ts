import {
  HoldfastError,
  type ListResourcesInput,
  type Resource,
  type ResourceKind,
  type ResourcePage,
} from "@holdfast/contract";
import type { ResourcesTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import {
  asSeenBy,
  type Caller,
  type Db,
  type DbContext,
  metadataConditions,
  metadataOf,
  readPage,
  requireMaySee,
} from "../shared/index.ts";

/** The columns of a resource that responses have. */
export const resourceColumns = [
  "id",
  "kind",
  "name",
  "specialization",
  "exclusive",
  "metadata",
  "external_id",
  "created_at",
  "updated_at",
] as const;

/** A row of `resourceColumns`. */
export type ResourceRow = Pick<Selectable<ResourcesTable>, (typeof resourceColumns)[number]>;

export const toResource = (row: ResourceRow): Resource => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  specialization: row.specialization,
  exclusive: row.exclusive,
  ...metadataOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** An input with the kind that the resource must have, where the caller's path names one. */
export type OfKind<Input> = Input & { kind?: ResourceKind };

/**
 * Reads a resource as the caller may see it.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or, without a kind, RESOURCE_NOT_FOUND
 */
export async function getResource(ctx: DbContext & Caller, input: OfKind<{ id: string }>): Promise<Resource> {
  return asSeenBy(ctx, await readResource(ctx.db, input));
}

/** The same with all that staff see. */
export async function readResource(db: Db, input: OfKind<{ id: string }>): Promise<Resource> {
  const row = await db
    .selectFrom("resources")
    .select(resourceColumns)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!row || (input.kind && row.kind !== input.kind)) throw resourceNotFound(input.kind);
  return toResource(row);
}

function resourceNotFound(kind?: ResourceKind): HoldfastError {
  if (kind === "doctor") return new HoldfastError("DOCTOR_NOT_FOUND");
  if (kind === "show") return new HoldfastError("SHOW_NOT_FOUND");
  return new HoldfastError("RESOURCE_NOT_FOUND");
}

/** Whether a name has a text in it, in capitals or not. No character of the text stands for others, as in LIKE. */
const hasInName = (text: string) => sql<boolean>`strpos(lower(resources.name), lower(${text})) > 0`;

/**
 * Lists resources in the order of their creation, as the caller may see them.
 * @throws INVALID_INPUT for a cursor that is not of this list; UNAUTHORIZED for a customer's filter by metadata or external id
 */
export async function listResources(
  ctx: DbContext & Caller,
  input: ListResourcesInput,
): Promise<ResourcePage> {
  requireMaySee(ctx, input.metadata, input.externalId);
  let found = ctx.db.selectFrom("resources").select(resourceColumns);
  if (input.kind) found = found.where("kind", "=", input.kind);
  if (input.name !== undefined) found = found.where(hasInName(input.name));
  for (const condition of metadataConditions("resources", input)) found = found.where(condition);
  return readPage(found, "id", input, (row) => asSeenBy(ctx, toResource(row)));
}
