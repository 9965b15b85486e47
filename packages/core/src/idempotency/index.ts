export { forgetReceipts } from "./delete-old.ts";
export { type Claim, claimKeys, claimOf, hasReceipt, keyMismatch, writeReceipts } from "./records.ts";
export { once, onceWithin, type WithinContext } from "./run-once.ts";
