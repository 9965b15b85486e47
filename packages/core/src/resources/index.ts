export { createResource } from "./create.ts";
export { getResource, listResources, type OfKind, readResource } from "./resource.ts";
export { updateResource } from "./update.ts";
