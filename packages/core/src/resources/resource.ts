import {
  HoldfastError,
  type ListResourcesInput,
  type Resource,
  type ResourceKind,
  type ResourcePage,
} from "@holdfast/contract";
import { type Database, executePrepared, preparedStatement, type ResourcesTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { sharing, sharingById } from "../concurrency/index.ts";
import {
  type Actor,
  asSeenBy,
  type Caller,
  type Db,
  type DbContext,
  isStaff,
  metadataConditions,
  metadataOf,
  readFromReplica,
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
  "time_zone",
  "archived_at",
  "asks_attendees",
  "questions",
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
  timeZone: row.time_zone,
  archivedAt: row.archived_at?.toISOString() ?? null,
  asksAttendees: row.asks_attendees,
  questions: row.questions,
  ...metadataOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** An input with the kind that the resource must have, where the caller's path names one. */
export type OfKind<Input> = Input & { kind?: ResourceKind };

const selectResources = preparedStatement<Database, { ids: readonly string[] }, ResourceRow>((value, db) =>
  db
    .selectFrom("resources")
    .select(resourceColumns)
    .where("id", "=", sql<string>`ANY((SELECT ${value("ids")}::uuid[])::uuid[])`),
);

const sharedResource = sharingById(async (db, ids) =>
  (await executePrepared(db, selectResources({ ids }))).map(toResource),
);

/**
 * Reads a resource as the caller may see it; a customer may read what the replica has.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or, without a kind, RESOURCE_NOT_FOUND
 */
export async function getResource(ctx: DbContext & Caller, input: OfKind<{ id: string }>): Promise<Resource> {
  const found = await readFromReplica(
    ctx,
    (db) => sharedResource(db, input.id),
    (found) => !found,
  );
  return asSeenBy(ctx, requireResource(found, input.kind));
}

/** The same with all that staff see. Outside a transaction it shares its statement with other reads. */
export async function readResource(db: Db, input: OfKind<{ id: string }>): Promise<Resource> {
  return requireResource(await sharedResource(db, input.id), input.kind);
}

function requireResource(resource: Resource | undefined, kind: ResourceKind | undefined): Resource {
  if (!resource || (kind && resource.kind !== kind)) throw resourceNotFound(kind);
  return resource;
}

function resourceNotFound(kind?: ResourceKind): HoldfastError {
  if (kind === "doctor") return new HoldfastError("DOCTOR_NOT_FOUND");
  if (kind === "show") return new HoldfastError("SHOW_NOT_FOUND");
  return new HoldfastError("RESOURCE_NOT_FOUND");
}

/** Whether a name has a text in it, in capitals or not. No character of the text stands for others, as in LIKE. */
const hasInName = (text: string) => sql<boolean>`strpos(lower(resources.name), lower(${text})) > 0`;

/**
 * Lists resources in the order of their creation, archived ones only where they are asked for, as the caller may see them; a customer may read what the replica has. Equal lists share a statement
 * and the answer. Few run at a time, so this is not to be called within `withinReads`.
 * @throws INVALID_INPUT for a cursor that is not of this list; UNAUTHORIZED for a customer's filter by
 *   metadata or external id
 */
export async function listResources(
  ctx: DbContext & Caller,
  input: ListResourcesInput,
): Promise<ResourcePage> {
  const { actor = "public", isOpenToAll = false } = ctx;
  requireMaySee(ctx, input.metadata, input.externalId);
  return readFromReplica(ctx, (db) => sharedPage(db, { input, caller: { actor, isOpenToAll } }));
}

interface ResourcePageQuestion {
  input: ListResourcesInput;
  caller: { actor: Actor; isOpenToAll: boolean };
}

/** What is seen depends on two facts of the caller alone. */
const sharedPage = sharing(
  (db, questions: readonly ResourcePageQuestion[]) =>
    Promise.all(questions.map((question) => readResources(db, question))),
  {
    keyOf: ({ input, caller: { actor, isOpenToAll } }) =>
      JSON.stringify([isStaff(actor), isOpenToAll, input]),
    maxQuestions: 1,
    isList: true,
  },
);

function readResources(db: Db, { input, caller }: ResourcePageQuestion): Promise<ResourcePage> {
  let found = db.selectFrom("resources").select(resourceColumns);
  if (input.kind) found = found.where("kind", "=", input.kind);
  if (!input.archived) found = found.where("archived_at", "is", null);
  if (input.name !== undefined) found = found.where(hasInName(input.name));
  for (const condition of metadataConditions("resources", input)) found = found.where(condition);
  return readPage(found, "id", input, (row) => asSeenBy(caller, toResource(row)));
}
