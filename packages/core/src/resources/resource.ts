import {
  HoldfastError,
  type ListResourcesInput,
  type Resource,
  type ResourceKind,
  type ResourcePage,
} from "@holdfast/contract";
import type { ResourcesTable } from "@holdfast/db";
import type { Selectable } from "kysely";
import { type DbContext, metadataConditions, metadataOf, readPage } from "../shared/index.ts";

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

type ResourceRow = Pick<Selectable<ResourcesTable>, (typeof resourceColumns)[number]>;

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
 * Reads a resource.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or, without a kind, RESOURCE_NOT_FOUND
 */
export async function getResource({ db }: DbContext, input: OfKind<{ id: string }>): Promise<Resource> {
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

/**
 * Lists resources in the order of their creation.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listResources({ db }: DbContext, input: ListResourcesInput): Promise<ResourcePage> {
  let found = db.selectFrom("resources").select(resourceColumns);
  if (input.kind) found = found.where("kind", "=", input.kind);
  for (const condition of metadataConditions("resources", input)) found = found.where(condition);
  return readPage(found, "id", input, toResource);
}
