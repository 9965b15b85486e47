export { buildDocument } from "./build.ts";
export { problems } from "./problems.ts";
export { type Document, type Operation, operationsOf, type Parameter } from "./types.ts";
