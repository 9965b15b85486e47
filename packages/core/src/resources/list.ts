import type { ListResourcesInput, ResourcePage } from "@holdfast/contract";
import { type DbContext, readPage } from "../shared/index.ts";
import { resourceColumns, toResource } from "./resource.ts";

/**
 * Lists resources in the order of their creation.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listResources({ db }: DbContext, input: ListResourcesInput): Promise<ResourcePage> {
  const resources = db.selectFrom("resources").select(resourceColumns);
  const { kind } = input;
  return readPage(kind ? resources.where("kind", "=", kind) : resources, "id", input, toResource);
}
