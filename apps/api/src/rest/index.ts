export { createRestApp } from "./rest-app.ts";
export { mountRest } from "./routes.ts";
