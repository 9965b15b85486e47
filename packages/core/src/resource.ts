import {
  type CreateResourceInput,
  HoldfastError,
  id,
  type ListResourcesInput,
  type Resource,
  type ResourceKind,
  type ResourcePage,
  type UpdateResourceInput,
} from "@holdfast/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { DbContext } from "./context.ts";
import { newId } from "./ids.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { type CreateOptions, once } from "./receipts.ts";
import { resourceColumns, toResource } from "./rows.ts";

const positionSchema = z.tuple([id]);

/**
 * Creates a doctor or a show; once per idempotency key.
 * @throws IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH
 */
export function createResource(
  ctx: DbContext,
  input: CreateResourceInput,
  options: CreateOptions = {},
): Promise<Resource> {
  return once(ctx, "resources.create", input, options, (inner) => insertResource(inner, input));
}

async function insertResource({ db }: DbContext, input: CreateResourceInput): Promise<Resource> {
  const row = await db
    .insertInto("resources")
    .values({
      id: newId(),
      kind: input.kind,
      name: input.name,
      specialization: input.specialization ?? null,
    })
    .returning(resourceColumns)
    .executeTakeFirstOrThrow();
  return toResource(row);
}

/**
 * @param input.kind the kind it must have, where the caller's path names one
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or, without a kind, RESOURCE_NOT_FOUND
 */
export async function getResource(
  { db }: DbContext,
  input: { id: string; kind?: ResourceKind },
): Promise<Resource> {
  const row = await db
    .selectFrom("resources")
    .select(resourceColumns)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!row || (input.kind && row.kind !== input.kind)) throw resourceNotFound(input.kind);
  return toResource(row);
}

/** Resources in the order of their making. */
export async function listResources({ db }: DbContext, input: ListResourcesInput): Promise<ResourcePage> {
  let query = db
    .selectFrom("resources")
    .select(resourceColumns)
    .orderBy("id")
    .limit(input.limit + 1);
  if (input.kind) query = query.where("kind", "=", input.kind);
  if (input.cursor) query = query.where("id", ">", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toResource, (row) => [row.id]);
}

/**
 * Changes the fields that are given.
 * @throws RESOURCE_NOT_FOUND
 */
export async function updateResource({ db }: DbContext, input: UpdateResourceInput): Promise<Resource> {
  const { id, ...changes } = input;
  const row = await db
    .updateTable("resources")
    .set({ ...changes, updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .returning(resourceColumns)
    .executeTakeFirst();
  if (!row) throw resourceNotFound();
  return toResource(row);
}

function resourceNotFound(kind?: ResourceKind): HoldfastError {
  if (kind === "doctor") return new HoldfastError("DOCTOR_NOT_FOUND");
  if (kind === "show") return new HoldfastError("SHOW_NOT_FOUND");
  return new HoldfastError("RESOURCE_NOT_FOUND");
}
