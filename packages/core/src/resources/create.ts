import type { CreateResourceInput, Resource } from "@holdfast/contract";
import { createdFields, questionKeys, writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotent } from "../idempotency/index.ts";
import {
  givingExternalIds,
  metadataColumns,
  newId,
  type ReplayOptions,
  type WriteContext,
} from "../shared/index.ts";
import { resourceColumns, toResource } from "./resource.ts";

/**
 * Creates a doctor or a show, once per idempotency key.
 * @throws EXTERNAL_ID_TAKEN; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH
 */
export function createResource(
  ctx: WriteContext,
  input: CreateResourceInput,
  options: ReplayOptions = {},
): Promise<Resource> {
  return givingExternalIds(ctx.db, "resources", [input.externalId], () =>
    runIdempotent(ctx, "resources.create", input, options, (inner) => insertResource(inner, input)),
  );
}

async function insertResource(
  { db: trx, actor }: EffectContext,
  input: CreateResourceInput,
): Promise<Resource> {
  const row = await trx
    .insertInto("resources")
    .values({
      id: newId(),
      kind: input.kind,
      name: input.name,
      specialization: input.specialization ?? null,
      exclusive: input.exclusive ?? false,
      time_zone: input.timeZone ?? null,
      asks_attendees: input.asksAttendees ?? false,
      questions: input.questions ? JSON.stringify(input.questions) : null,
      ...metadataColumns(input),
    })
    .returning(resourceColumns)
    .executeTakeFirstOrThrow();
  const resource = toResource(row);
  const { id, kind, name, specialization, exclusive, timeZone, asksAttendees, questions } = resource;
  const fields = {
    ...{ kind, name, specialization, exclusive },
    ...(timeZone !== null && { timeZone }),
    ...(asksAttendees && { asksAttendees }),
    ...(questions && { questionKeys: questionKeys(questions) }),
  };
  const after = createdFields(fields, resource);
  await writeAudit(trx, actor, [{ action: "resource.created", subjectId: id, after }]);
  return resource;
}
