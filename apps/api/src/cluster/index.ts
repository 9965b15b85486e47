export { Primary } from "./member.ts";
export { ClusterPrimary } from "./primary.ts";
