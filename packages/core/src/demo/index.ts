export { isFreeForDemo, seedDemo } from "./seed.ts";
