export { createResource } from "./create.ts";
export { listResources } from "./list.ts";
export { getResource } from "./resource.ts";
export { updateResource } from "./update.ts";
