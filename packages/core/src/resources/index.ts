export { createResource } from "./create.ts";
export { getResource, listResources } from "./resource.ts";
export { updateResource } from "./update.ts";
