export { buildDocument } from "./build.ts";
export { parameterExample } from "./examples.ts";
export { problems } from "./problems.ts";
export { type Document, type Operation, operationsOf, type Parameter } from "./types.ts";
