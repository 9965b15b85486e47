import { id, type ListResourcesInput, type ResourcePage } from "@holdfast/contract";
import { z } from "zod";
import { type DbContext, decodeCursor, toPage } from "../shared/index.ts";
import { resourceColumns, toResource } from "./resource.ts";

const positionSchema = z.tuple([id]);

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
