import { readFileSync } from "node:fs";

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");

/** The version of this server, as every response and the OpenAPI document tell it. */
export const VERSION: string = JSON.parse(manifest).version;

/** Tells the server's version in every response. */
export const VERSION_HEADER = "Holdfast-Version";

/** Tells the version of the client package in its requests. */
export const CLIENT_VERSION_HEADER = "Holdfast-Client";

/** Names the slot of a tRPC request for a proxy that keeps a slot's requests together; the server itself ignores it. */
export const SLOT_HEADER = "Holdfast-Slot";

const CLIENT_VERSION = /^\d{1,5}\.\d{1,5}\.\d{1,5}(-[a-z]{1,10}(\.\d{1,5})?)?$/;

/** The client's version where that is fit for a log. */
export const readClientVersion = (header: string | undefined) =>
  header !== undefined && CLIENT_VERSION.test(header) ? header : undefined;
