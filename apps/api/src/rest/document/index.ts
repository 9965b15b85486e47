export { buildDocument } from "./build.ts";
export { problems } from "./problems.ts";
