export { getWaitlistEntry, listWaitlist, selectEntries, toWaitlistEntry } from "./entry.ts";
export { joinWaitlist } from "./join.ts";
export { leaveWaitlist } from "./leave.ts";
