export { postmanCollection } from "./collection.ts";
