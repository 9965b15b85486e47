export { getWaitlistEntry, listWaitlist } from "./entry.ts";
export { joinWaitlist } from "./join.ts";
export { endWaiting, entryLeft, leaveWaitlist } from "./leave.ts";
