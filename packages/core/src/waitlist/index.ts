export { getWaitlistEntry, listWaitlist } from "./entry.ts";
export { joinWaitlist } from "./join.ts";
export { leaveWaitlist } from "./leave.ts";
